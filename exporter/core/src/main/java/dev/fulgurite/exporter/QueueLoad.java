package dev.fulgurite.exporter;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How full the queue is: spans and bytes in one number, so that a single step reserves room within
 * both bounds, exactly. Thread-safe, lock-free.
 */
final class QueueLoad {
  /** More than a queue can be told to hold. */
  static final int MAX_SIZE = (1 << 26) - 1;

  static final long MAX_BYTES = (1L << 36) - 1;

  /** In the place of a size: the reservation was refused. */
  static final int FULL = 0;

  static final int CLOSED = -1;

  private static final int SHIFT = 37;
  private static final long BYTES = (1L << SHIFT) - 1;
  private static final long CLOSED_BIT = Long.MIN_VALUE;

  private final AtomicLong load = new AtomicLong();
  private final int maxSize;
  private volatile long maxBytes;

  QueueLoad(int maxSize, long maxBytes) {
    this.maxSize = maxSize;
    this.maxBytes = maxBytes;
  }

  /**
   * Reserves room for one span; a span larger than all the bytes there are fits alone.
   *
   * @return how many spans there are now, or {@link #FULL} or {@link #CLOSED}
   */
  int reserve(long bytes) {
    long size = Math.min(bytes, MAX_BYTES);
    while (true) {
      long current = load.get();
      if (current < 0) {
        return CLOSED;
      }
      int spans = spans(current);
      boolean fits = spans == 0 || (spans < maxSize && (current & BYTES) + size <= maxBytes);
      if (!fits) {
        return FULL;
      }
      if (load.compareAndSet(current, current + (1L << SHIFT) + size)) {
        return spans + 1;
      }
    }
  }

  void release(int spans, long bytes) {
    load.addAndGet(-((long) spans << SHIFT) - bytes);
  }

  int spans() {
    return spans(load.get());
  }

  long bytes() {
    return load.get() & BYTES;
  }

  boolean isFull() {
    long current = load.get();
    return spans(current) >= maxSize || (current & BYTES) >= maxBytes;
  }

  int maxSize() {
    return maxSize;
  }

  long maxBytes() {
    return maxBytes;
  }

  /** For what comes from now on; what is there stays. */
  void setMaxBytes(long bytes) {
    maxBytes = Math.min(bytes, MAX_BYTES);
  }

  /** From now on every reservation is refused. */
  void close() {
    load.accumulateAndGet(CLOSED_BIT, (current, bit) -> current | bit);
  }

  boolean isClosed() {
    return load.get() < 0;
  }

  private static int spans(long load) {
    return (int) ((load & ~CLOSED_BIT) >>> SHIFT);
  }
}
