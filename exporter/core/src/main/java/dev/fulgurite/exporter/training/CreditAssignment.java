package dev.fulgurite.exporter.training;

import dev.fulgurite.api.Link;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.tree.SpanOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Credits one episode. Used once. */
final class CreditAssignment {
  private record Reward(StoredSpan span, double value) {}

  private final List<StoredSpan> calls;
  private final List<StoredSpan> allCalls;
  private final Set<SpanId> repeatedCalls;
  private final Map<SpanId, Double> credited = new HashMap<>();
  private final List<Reward> open = new ArrayList<>();
  private final List<Reward> missed = new ArrayList<>();
  private final long unreadable;
  private @Nullable Reward last;

  CreditAssignment(Episode episode) {
    this.calls = episode.calls();
    this.allCalls = Stream.concat(calls.stream(), episode.repeatedCalls().stream()).toList();
    this.repeatedCalls =
        episode.repeatedCalls().stream().map(SpanId::of).collect(Collectors.toSet());
    this.unreadable = episode.spans().stream().filter(SpanReaders::isUnreadableReward).count();
    for (StoredSpan span : episode.rewards()) {
      OptionalDouble value = SpanReaders.rewardValue(span);
      if (value.isPresent()) {
        last = new Reward(span, value.getAsDouble());
        if (!creditNamed(last)) {
          open.add(last);
        }
      }
    }
  }

  Credit apply(CreditPolicy.Rule rule, double gamma) {
    switch (rule) {
      case FIRST_OCCURRENCE -> matchLatest(SpanOrder.BY_START, CreditAssignment::hasEnded);
      case FIRST_SIBLING ->
          matchLatest(
              SpanOrder.BY_START,
              (call, reward) -> hasEnded(call, reward) && siblings(call, reward));
      case BY_SEQUENCE ->
          matchLatest(
              SpanOrder.BY_SEQUENCE,
              (call, reward) -> SpanOrder.sequence(call) < SpanOrder.sequence(reward));
      case FINAL, DISCOUNTED -> spreadLast(gamma);
    }
    return new Credit(credited, missed.size(), unreadable);
  }

  /** Whether the reward says itself whom it is for, be that call here or not. */
  private boolean creditNamed(Reward reward) {
    List<Link> links = SpanReaders.links(reward.span());
    boolean own = EventKind.of(reward.span()) == EventKind.LLM;
    if (links.isEmpty() && !own) {
      return false;
    }
    List<StoredSpan> named =
        own ? List.of(reward.span()) : SpanReaders.linkedSpans(allCalls, links);
    long takers =
        named.stream().map(this::firstTelling).filter(call -> credit(call, reward.value())).count();
    if (takers == 0) {
      missed.add(reward);
    }
    return true;
  }

  private StoredSpan firstTelling(StoredSpan call) {
    String response = call.string(GenAi.RESPONSE_ID);
    return repeatedCalls.contains(SpanId.of(call))
        ? calls.stream()
            .filter(first -> Objects.equals(response, first.string(GenAi.RESPONSE_ID)))
            .findFirst()
            .orElse(call)
        : call;
  }

  private void matchLatest(
      Comparator<StoredSpan> order, BiPredicate<StoredSpan, StoredSpan> mayTake) {
    List<StoredSpan> latestFirst = new ArrayList<>(calls);
    latestFirst.sort(order);
    Collections.reverse(latestFirst);
    open.sort(Comparator.comparing(Reward::span, order));
    for (Reward reward : open) {
      boolean taken =
          latestFirst.stream()
              .filter(call -> mayTake.test(call, reward.span()))
              .anyMatch(call -> credit(call, reward.value()));
      if (!taken) {
        missed.add(reward);
      }
    }
  }

  private void spreadLast(double gamma) {
    if (last == null) {
      return;
    }
    Reward spread = last;
    missed.addAll(open);
    if (!calls.isEmpty()) {
      SpanId id = SpanId.of(spread.span());
      missed.removeIf(reward -> SpanId.of(reward.span()).equals(id));
    }
    double value = spread.value();
    for (int i = calls.size() - 1; i >= 0; i--) {
      credit(calls.get(i), value);
      value *= gamma;
    }
  }

  private boolean credit(StoredSpan call, double value) {
    return credited.putIfAbsent(SpanId.of(call), value) == null;
  }

  private static boolean hasEnded(StoredSpan call, StoredSpan reward) {
    return call.endEpochNanos() <= reward.startEpochNanos();
  }

  // Roots are siblings too, of whatever trace: one virtual root holds them.
  private static boolean siblings(StoredSpan a, StoredSpan b) {
    String parent = a.parentSpanId();
    return Objects.equals(parent, b.parentSpanId())
        && (parent == null || a.traceId().equals(b.traceId()));
  }
}
