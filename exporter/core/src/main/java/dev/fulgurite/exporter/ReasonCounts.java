package dev.fulgurite.exporter;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One column of the ledger: counts by reason and event kind. Thread-safe. */
final class ReasonCounts {
  private final ConcurrentHashMap<String, KindCounts> counts = new ConcurrentHashMap<>();

  /** Returns whether nothing was counted for this reason before. */
  boolean add(String reason, EventKind kind) {
    KindCounts known = counts.get(reason);
    if (known != null) {
      known.add(kind);
      return false;
    }
    KindCounts fresh = new KindCounts();
    fresh.add(kind);
    KindCounts raced = counts.putIfAbsent(reason, fresh);
    if (raced != null) {
      raced.add(kind);
    }
    return raced == null;
  }

  long sum() {
    return counts.values().stream().mapToLong(KindCounts::sum).sum();
  }

  long sum(String reason) {
    KindCounts known = counts.get(reason);
    return known == null ? 0 : known.sum();
  }

  /** Unmodifiable, sorted. */
  Map<String, Long> byReason() {
    TreeMap<String, Long> sums = new TreeMap<>();
    counts.forEach((reason, kinds) -> sums.put(reason, kinds.sum()));
    return Collections.unmodifiableMap(sums);
  }

  /** Adds what there is of each kind to {@code kinds}, under {@code column.REASON}. */
  void tell(Map<String, Map<String, Long>> kinds, String column) {
    counts.forEach((reason, count) -> count.tell(kinds, column + "." + reason));
  }
}
