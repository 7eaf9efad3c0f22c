package dev.fulgurite.api;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Lets one through per interval and counts the others. Thread-safe, never blocks. */
final class RateLimit {
  private final long intervalNanos;
  private final AtomicLong lastNanos;
  private final LongAdder heldBack = new LongAdder();

  RateLimit(long intervalNanos, long nowNanos) {
    this.intervalNanos = intervalNanos;
    this.lastNanos = new AtomicLong(nowNanos - intervalNanos);
  }

  /** How many were held back since the last one that was let through; empty to hold this back. */
  OptionalLong pass(long nowNanos) {
    long last = lastNanos.get();
    if (nowNanos - last < intervalNanos || !lastNanos.compareAndSet(last, nowNanos)) {
      heldBack.increment();
      return OptionalLong.empty();
    }
    return OptionalLong.of(heldBack.sumThenReset());
  }
}
