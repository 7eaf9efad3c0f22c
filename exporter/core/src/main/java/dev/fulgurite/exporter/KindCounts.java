package dev.fulgurite.exporter;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** One count per event kind. Thread-safe. */
final class KindCounts {
  /** Filled at once and never changed, so that all threads may read it. */
  private final EnumMap<EventKind, LongAdder> counts = new EnumMap<>(EventKind.class);

  KindCounts() {
    for (EventKind kind : EventKind.values()) {
      counts.put(kind, new LongAdder());
    }
  }

  void add(EventKind kind) {
    requireNonNull(counts.get(kind)).increment();
  }

  /** Counts a batch, whose spans mostly are of few kinds, with few steps. */
  void addAll(List<QueuedSpan> spans) {
    EventKind run = EventKind.SPAN;
    int length = 0;
    for (QueuedSpan span : spans) {
      if (span.kind() != run) {
        requireNonNull(counts.get(run)).add(length);
        run = span.kind();
        length = 0;
      }
      length++;
    }
    requireNonNull(counts.get(run)).add(length);
  }

  long sum() {
    long sum = 0;
    for (LongAdder count : counts.values()) {
      sum += count.sum();
    }
    return sum;
  }

  /** Adds what there is of each kind to {@code kinds}, under {@code column}. */
  void tell(Map<String, Map<String, Long>> kinds, String column) {
    counts.forEach(
        (kind, count) -> {
          if (count.sum() > 0) {
            kinds.computeIfAbsent(kind.word(), any -> new TreeMap<>()).put(column, count.sum());
          }
        });
  }
}
