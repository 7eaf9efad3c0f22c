package dev.fulgurite.exporter.sampling;

/** Lets at most so many through in any stretch of time as long as the window. Thread-safe. */
final class BurstWindow {
  private final Object lock = new Object();
  private final long windowNanos;

  /** When the last ones went through, in a ring; guarded by the lock. */
  private final long[] times;

  private int next;
  private int known;

  BurstWindow(int limit, long windowNanos) {
    this.windowNanos = windowNanos;
    this.times = new long[limit];
  }

  boolean tryEnter(long now) {
    synchronized (lock) {
      // A thread may have looked at the clock before one that came here earlier.
      long time = known == 0 ? now : later(times[(next + times.length - 1) % times.length], now);
      boolean isFull = known == times.length;
      if (isFull && time - times[next] < windowNanos) {
        return false;
      }
      times[next] = time;
      next = (next + 1) % times.length;
      known += isFull ? 0 : 1;
      return true;
    }
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }
}
