package dev.fulgurite.exporter;

import dev.fulgurite.exporter.pressure.PressureGuard;
import dev.fulgurite.exporter.pressure.PressureSettings;
import dev.fulgurite.exporter.pressure.Probes;
import dev.fulgurite.exporter.pressure.TruncatedSpan;
import dev.fulgurite.exporter.sampling.SpanSampling;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a processor does about a process in trouble: counted, said, and taken back. The worker owns
 * it but for {@link #spare}.
 */
final class Pressure implements PressureGuard.Effects {
  /** What waits may then take, of the bound that was set. */
  private static final long SHARE = 4;

  private static final int MAX_TEXT = 4096;

  private final ProcessorSettings settings;
  private final SpanQueue queue;
  private final SpanSampling sampling;
  private final Actions actions;
  private final Warnings warnings;
  private final PressureGuard guard;
  private int halvings;
  private volatile boolean cuts;

  Pressure(
      ProcessorSettings settings,
      SpanQueue queue,
      SpanSampling sampling,
      Said said,
      Supplier<Probes> probes) {
    this.settings = settings;
    this.queue = queue;
    this.sampling = sampling;
    this.actions = said.actions();
    this.warnings = said.warnings();
    this.guard = new PressureGuard(settings.pressure(), probes, this);
  }

  /** Where measures are told. */
  record Said(Actions actions, Warnings warnings) {}

  void check(long now, DeliveryLedger ledger) {
    if (guard.isDue(now)) {
      guard.check(now, ledger.delivered(), ledger.failed());
    }
  }

  /** Nanoseconds until it must be checked, though no span comes. */
  long untilDue(long now) {
    return guard.untilDue(now);
  }

  /** Any thread: {@code span}, or while memory is scarce, what fits into less of it. */
  QueuedSpan spare(QueuedSpan span) {
    if (span.bytes() <= MAX_TEXT || !cuts || span.priority()) {
      return span;
    }
    SpanData kept = TruncatedSpan.of(span.data(), MAX_TEXT);
    if (!(kept instanceof TruncatedSpan)) {
      return span;
    }
    actions.count(Actions.TRUNCATED);
    return span.with(kept, settings.redactor());
  }

  @Override
  public void heap(boolean scarce, double usage) {
    long bytes = settings.maxQueueBytes();
    queue.setMaxBytes(scarce ? Math.max(1, bytes / SHARE) : bytes);
    cuts = scarce;
    actions.count(scarce ? Actions.HEAP_GUARD_ON : Actions.HEAP_GUARD_OFF);
    say(
        scarce ? Actions.HEAP_GUARD_ON : Actions.HEAP_GUARD_OFF,
        scarce
            ? "the heap is %s full after a collection, above fulgurite.pressure.heap (%s): '%s' queues a quarter of fulgurite.queue.max-bytes (%d), and texts are cut at %d characters"
                .formatted(
                    percent(usage), thresholds().heap(), settings.destination(), bytes, MAX_TEXT)
            : "the heap is %s full after a collection: '%s' queues fulgurite.queue.max-bytes (%d) again, and texts are whole"
                .formatted(percent(usage), settings.destination(), bytes));
  }

  @Override
  public void cpu(int steps, double load) {
    boolean down = steps > halvings;
    halvings = steps;
    sampling.setHalvings(steps);
    actions.count(down ? Actions.CPU_GUARD_DOWN : Actions.CPU_GUARD_UP);
    String rate =
        "'%s' keeps %s of the new traces"
            .formatted(settings.destination(), percent(sampling.control().effectiveRate()));
    if (down) {
      say(
          Actions.CPU_GUARD_DOWN,
          "this process takes %s of the processors, above fulgurite.pressure.cpu (%s): %s"
              .formatted(percent(load), thresholds().cpu(), rate));
    } else if (steps == 0) {
      say(
          Actions.CPU_GUARD_UP,
          "this process takes %s of the processors: %s again".formatted(percent(load), rate));
    }
  }

  @Override
  public void errors(boolean many, long failed, long settled) {
    actions.count(many ? Actions.ERROR_RATE_WARNED : Actions.ERROR_RATE_RECOVERED);
    String figures =
        "%d of the last %d spans for '%s' failed (%s)"
            .formatted(failed, settled, settings.destination(), percent((double) failed / settled));
    say(
        many ? Actions.ERROR_RATE_WARNED : Actions.ERROR_RATE_RECOVERED,
        many
            ? figures
                + ", above fulgurite.pressure.error-rate (%s); see to the destination"
                    .formatted(thresholds().errorRate())
            : figures + ", as it should be");
  }

  private PressureSettings thresholds() {
    return settings.pressure();
  }

  private void say(String key, String line) {
    warnings.say(key, line);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
