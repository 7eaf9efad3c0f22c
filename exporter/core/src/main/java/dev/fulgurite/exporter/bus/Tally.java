package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of a subscription's events, in the words of the ledger: published is {@code emitted},
 * handled is {@code delivered}. Thread-safe.
 */
final class Tally {
  private static final String DROPPED = "dropped.";
  private static final String FAILED = "failed.";
  private static final String DELIVERED = "delivered";

  private final LongAdder published = new LongAdder();
  private final LongAdder handled = new LongAdder();
  private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> actions = new ConcurrentHashMap<>();
  private final Map<String, Map<String, LongAdder>> types = new ConcurrentHashMap<>();

  void publish() {
    published.increment();
  }

  void handle(BusEventType type) {
    handled.increment();
    count(type, DELIVERED);
  }

  void drop(BusEventType type, String reason) {
    increment(dropped, reason);
    count(type, DROPPED + reason);
  }

  void fail(BusEventType type, String reason) {
    increment(failed, reason);
    count(type, FAILED + reason);
  }

  /** Something was done that is no fate of an event. */
  void act(String action) {
    increment(actions, action);
  }

  LedgerSnapshot snapshot(long inFlight) {
    Map<String, Long> droppedByReason = sums(dropped);
    Map<String, Long> failedByReason = sums(failed);
    Map<String, Map<String, Long>> kinds = new TreeMap<>();
    types.forEach((type, counts) -> kinds.put(type, sums(counts)));
    return new LedgerSnapshot(
        published.sum(),
        0,
        sum(droppedByReason),
        handled.sum(),
        sum(failedByReason),
        inFlight,
        droppedByReason,
        failedByReason,
        new LedgerDetail(Map.of(), Collections.unmodifiableMap(kinds), sums(actions)));
  }

  private void count(BusEventType type, String column) {
    increment(types.computeIfAbsent(type.word(), any -> new ConcurrentHashMap<>()), column);
  }

  private static void increment(Map<String, LongAdder> counts, String key) {
    counts.computeIfAbsent(key, any -> new LongAdder()).increment();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    TreeMap<String, Long> sums = new TreeMap<>();
    counts.forEach((key, count) -> sums.put(key, count.sum()));
    return Collections.unmodifiableMap(sums);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
