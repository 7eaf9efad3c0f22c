package dev.fulgurite.exporter.sampling;

/**
 * Lets at most {@code limit} spans pass in any window of time, wherever it begins: the moments of
 * the last {@code limit} spans are kept, eight bytes each. Not thread-safe.
 */
final class SlidingWindow {
  private static final int MOST = 1_000_000;

  private final long[] passed;
  private final long windowNanos;
  private int oldest;
  private int count;

  /**
   * @param limit from 1 to 1,000,000
   * @param windowNanos at least 1
   */
  SlidingWindow(int limit, long windowNanos) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "burst limit must be from 1 to " + MOST + ", was " + limit);
    }
    if (windowNanos < 1) {
      throw new IllegalArgumentException("burst window must be above zero");
    }
    this.passed = new long[limit];
    this.windowNanos = windowNanos;
  }

  /** {@code now} is in nanoseconds and never goes back. */
  boolean hasRoom(long now) {
    return count < passed.length || now - passed[oldest] >= windowNanos;
  }

  /** Counts a span; only when there is room. */
  void pass(long now) {
    if (count < passed.length) {
      passed[count++] = now;
    } else {
      passed[oldest] = now;
      oldest = (oldest + 1) % passed.length;
    }
  }
}
