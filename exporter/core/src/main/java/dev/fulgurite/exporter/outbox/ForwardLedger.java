package dev.fulgurite.exporter.outbox;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the spans went that this process took up from the store. Thread-safe; each change is one
 * step, so that the equation always holds.
 */
final class ForwardLedger {
  /** Dropped: the store made room before the span was taken up. */
  static final String PRUNED = "pruned_before_forward";

  /** Failed: the destination refused the span by itself. */
  static final String REJECTED = "rejected";

  /** Failed: the span's row is damaged. */
  static final String UNREADABLE = "unreadable";

  private final Object lock = new Object();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final Map<String, Long> failed = new TreeMap<>();
  private long emitted;
  private long delivered;
  private long inFlight;
  private long retries;

  void take(int spans) {
    synchronized (lock) {
      emitted += spans;
      inFlight += spans;
    }
  }

  /** They stay in the store, as if never taken. */
  void giveBack(int spans) {
    synchronized (lock) {
      emitted -= spans;
      inFlight -= spans;
    }
  }

  void deliver(int spans) {
    synchronized (lock) {
      delivered += spans;
      inFlight -= spans;
    }
  }

  void reject(int spans) {
    synchronized (lock) {
      failed.merge(REJECTED, (long) spans, Long::sum);
      inFlight -= spans;
    }
  }

  void unreadable(int spans) {
    synchronized (lock) {
      if (spans > 0) {
        emitted += spans;
        failed.merge(UNREADABLE, (long) spans, Long::sum);
      }
    }
  }

  void pruned(long spans) {
    synchronized (lock) {
      if (spans > 0) {
        emitted += spans;
        dropped.merge(PRUNED, spans, Long::sum);
      }
    }
  }

  void retried() {
    synchronized (lock) {
      retries++;
    }
  }

  LedgerSnapshot snapshot() {
    synchronized (lock) {
      return new LedgerSnapshot(
          emitted,
          0,
          sum(dropped),
          delivered,
          sum(failed),
          inFlight,
          copy(dropped),
          copy(failed),
          detail());
    }
  }

  private LedgerDetail detail() {
    Map<String, Long> actions = retries == 0 ? Map.of() : Map.of("retries", retries);
    return new LedgerDetail(Map.of(), Map.of(), actions);
  }

  private static long sum(Map<String, Long> reasons) {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> copy(Map<String, Long> reasons) {
    return Collections.unmodifiableMap(new TreeMap<>(reasons));
  }
}
