package dev.fulgurite.exporter.sampling;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets {@code burst} through at once and then so many a second: in any time {@code t} never more
 * than {@code perSecond * t + burst}. Thread-safe, lock-free.
 */
final class TokenBucket {
  private final long intervalNanos;
  private final long slackNanos;

  /** When the bucket will be full again. */
  private final AtomicLong full;

  TokenBucket(double perSecond, int burst, long now) {
    this.intervalNanos = (long) Math.ceil(Math.min(1e9 / perSecond, 1e18));
    this.slackNanos = intervalNanos * Math.min(burst - 1, Long.MAX_VALUE / 4 / intervalNanos);
    this.full = new AtomicLong(now);
  }

  boolean tryTake(long now) {
    while (true) {
      long seen = full.get();
      long ahead = Math.max(0, seen - now);
      if (ahead > slackNanos) {
        return false;
      }
      if (full.compareAndSet(seen, now + ahead + intervalNanos)) {
        return true;
      }
    }
  }
}
