package dev.fulgurite.exporter.live;

import java.util.Map;
import java.util.TreeMap;

/** What became of the steps that came for readers. Guarded by the lock of the stream. */
final class FeedCounts {
  long offered;
  long delivered;

  /** From the store, to readers that came late. */
  long replayed;

  /** Steps of the past that the store did not have when a reader came late. */
  long missed;

  long retries;
  private final Map<String, Long> dropped = new TreeMap<>();

  void drop(String reason, long count) {
    if (count > 0) {
      dropped.merge(reason, count, Long::sum);
    }
  }

  void add(FeedCounts other) {
    offered += other.offered;
    delivered += other.delivered;
    replayed += other.replayed;
    missed += other.missed;
    retries += other.retries;
    other.dropped.forEach(this::drop);
  }

  Map<String, Long> dropped() {
    return Map.copyOf(dropped);
  }

  /** Why steps do not reach a reader, as the ledger words it. */
  static final class Reason {
    static final String QUEUE_FULL = "queue_full";
    static final String BLOCK_TIMEOUT = "block_timeout";
    static final String STALLED = "stalled";

    /** The reader's own code failed, each time. */
    static final String FAILED = "handler_failed";

    /** The reader left. */
    static final String CLOSED = "reader_closed";

    static final String CANCELLED = "cancelled";

    /** Emitted when the stream was over. */
    static final String AFTER_END = "after_end";

    private Reason() {}
  }
}
