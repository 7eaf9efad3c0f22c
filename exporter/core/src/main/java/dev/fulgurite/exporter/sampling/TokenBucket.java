package dev.fulgurite.exporter.sampling;

/**
 * Lets at most {@code rate * t + burst} spans pass in any time {@code t}. It keeps the moment at
 * which the bucket would be full again instead of a count of tokens, so that no rounding adds up.
 * Not thread-safe.
 */
final class TokenBucket {
  private static final double LONGEST_NANOS = 1L << 60;

  private final long nanosPerToken;
  private final long tolerance;
  private long fullAt;

  /**
   * @param perSecond above 0
   * @param burst at least 1
   * @param now where {@link #tryTake} will count from; the bucket starts full
   */
  TokenBucket(double perSecond, int burst, long now) {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException(
          "maxSpansPerSecond must be a number above 0, was " + perSecond);
    }
    if (burst < 1) {
      throw new IllegalArgumentException("bucket size must be at least 1, was " + burst);
    }
    nanosPerToken = (long) Math.min(Math.ceil(1e9 / perSecond), LONGEST_NANOS);
    tolerance = (long) Math.min((burst - 1.0) * nanosPerToken, LONGEST_NANOS);
    fullAt = now;
  }

  /** Takes a token if there is one. {@code now} is in nanoseconds and never goes back. */
  boolean tryTake(long now) {
    long from = fullAt - now > 0 ? fullAt : now;
    if (from - now > tolerance) {
      return false;
    }
    fullAt = from + nanosPerToken;
    return true;
  }
}
