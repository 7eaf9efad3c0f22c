package dev.fulgurite.exporter.delivery;

/** The tries of one batch under a {@link RetryPolicy}. Not thread-safe. */
public final class Backoff {
  /** The answer when there is no other try. */
  public static final long NO_MORE = -1;

  private final RetryPolicy policy;
  private final long start;
  private int failures;

  /** {@code start}: when the first try began, in nanoseconds of any clock. */
  public Backoff(RetryPolicy policy, long start) {
    this.policy = policy;
    this.start = start;
  }

  /**
   * A try has failed.
   *
   * @param askedNanos how long the destination asked to be left alone, at least
   * @param random from 0.0 to 1.0
   * @return nanoseconds until the next try, or {@link #NO_MORE}
   */
  public long failed(long now, long askedNanos, double random) {
    failures++;
    if (failures >= policy.maxAttempts()) {
      return NO_MORE;
    }
    long wait = Math.max(policy.delayNanos(failures, random), askedNanos);
    return wait > remaining(now) ? NO_MORE : wait;
  }

  /** Nanoseconds in which another try may yet begin; not above zero when time is up. */
  public long remaining(long now) {
    return policy.maxElapsed().toNanos() - (now - start);
  }
}
