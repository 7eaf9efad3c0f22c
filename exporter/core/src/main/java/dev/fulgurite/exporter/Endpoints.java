package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.EndpointChoice;
import dev.fulgurite.exporter.delivery.Health;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a processor may send, the preferred one first. The worker owns it. */
final class Endpoints {
  static final BitSet NONE = new BitSet();

  private final List<Endpoint> all = new ArrayList<>();
  private final List<Health> healths = new ArrayList<>();
  private final Warnings warnings;

  Endpoints(
      List<SpanExporter> exporters,
      ProcessorSettings settings,
      Warnings warnings,
      ExporterCalls.Listener listener) {
    this.warnings = warnings;
    DeliverySettings delivery = settings.delivery();
    for (SpanExporter exporter : exporters) {
      int index = all.size();
      String name = "fulgurite-" + settings.destination() + "-export";
      ExporterCalls calls =
          new ExporterCalls(index == 0 ? name : name + (index + 1), warnings, listener);
      Health health =
          new Health(
              delivery.breakerFailures(), delivery.breakerPause(), delivery.failoverLatency());
      all.add(new Endpoint(index, exporter, calls, health));
      healths.add(health);
    }
  }

  List<Endpoint> all() {
    return all;
  }

  /**
   * The one to send to now, which may yet be busy; null when all are down, or hang.
   *
   * @param without by index
   */
  @Nullable Endpoint choose(long now, BitSet without) {
    int chosen = EndpointChoice.of(healths, i -> !without.get(i) && !isStuck(i), now);
    return chosen == EndpointChoice.NONE ? null : all.get(chosen);
  }

  /** Whether nothing can be sent to any of them for now. */
  boolean isDown(long now) {
    return choose(now, NONE) == null;
  }

  /** Whether each of them is in a call that was given up. */
  boolean isStuck() {
    return all.stream().allMatch(endpoint -> endpoint.calls().isStuck());
  }

  /** Whether one of them is in a call that still may return in time. */
  boolean isBusy() {
    return all.stream().map(Endpoint::calls).anyMatch(c -> c.isBusy() && !c.isStuck());
  }

  /** Whether none of them is in a call. */
  boolean areSilent() {
    return all.stream().noneMatch(endpoint -> endpoint.calls().isBusy());
  }

  /** Begins a call on each that does not hang; only when none is busy. */
  RoundCall call(Function<SpanExporter, @Nullable CompletableResultCode> action) {
    return new RoundCall(
        all.stream()
            .filter(endpoint -> !endpoint.calls().isBusy())
            .map(endpoint -> endpoint.call(action))
            .toList());
  }

  /** Calls each on this thread, while no worker runs. */
  CompletableResultCode callHere(Function<SpanExporter, @Nullable CompletableResultCode> action) {
    return CompletableResultCode.ofAll(
        all.stream().map(endpoint -> guarded(endpoint.exporter(), action)).toList());
  }

  void hurry(long now) {
    healths.forEach(health -> health.hurry(now));
  }

  long untilPermitted(long now) {
    return healths.stream().mapToLong(h -> h.untilPermitted(now)).min().orElse(Long.MAX_VALUE);
  }

  private boolean isStuck(int index) {
    return all.get(index).calls().isStuck();
  }

  private CompletableResultCode guarded(
      SpanExporter exporter, Function<SpanExporter, @Nullable CompletableResultCode> action) {
    try {
      CompletableResultCode answer = action.apply(exporter);
      return answer == null ? CompletableResultCode.ofFailure() : answer;
    } catch (Throwable t) {
      warnings.exporterThrew(t);
      return CompletableResultCode.ofFailure();
    }
  }
}
