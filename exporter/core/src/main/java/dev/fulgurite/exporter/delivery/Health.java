package dev.fulgurite.exporter.delivery;

import java.time.Duration;

/**
 * How an endpoint does, judged by its answers: whether anything may be sent to it, and whether it
 * is preferred over those that come after it. Not thread-safe.
 */
public final class Health {
  private static final int PATIENCE = 3;
  private static final long LONGEST_REST = Duration.ofMinutes(1).toNanos();

  private final CircuitBreaker breaker;

  /** Opens when another endpoint would do better: this one is slow, or refuses everything. */
  private final CircuitBreaker standing;

  private final long latencyNanos;
  private boolean resting;
  private long restEnd;

  /** {@code latency}: an endpoint is slow whose answers take longer, three times in a row. */
  public Health(int failures, Duration pause, Duration latency) {
    this.breaker = new CircuitBreaker(failures, pause);
    this.standing = new CircuitBreaker(PATIENCE, pause);
    this.latencyNanos = latency.toNanos();
  }

  /** Whether something may be sent. */
  public boolean permits(long now) {
    resting = resting && restEnd - now > 0;
    return !resting && breaker.permits(now);
  }

  /** Whether it is better than any endpoint after it, or it is time to see. */
  public boolean isPreferred(long now) {
    return standing.permits(now);
  }

  /** Something is sent; one of the answers below will follow. */
  public void sent() {
    breaker.sent();
    standing.sent();
  }

  /** It took the spans, or had a look at them. */
  public void answered(long now, long tookNanos) {
    breaker.succeeded();
    if (tookNanos > latencyNanos) {
      standing.failed(now);
    } else {
      standing.succeeded();
    }
  }

  /** It is there, and refuses whatever is sent. */
  public void refused(long now) {
    breaker.succeeded();
    standing.failed(now);
  }

  /**
   * It failed, and asked to be left alone for {@code askedNanos}, of which a minute is granted.
   *
   * @return whether nothing is sent to it from now on
   */
  public boolean failed(long now, long askedNanos) {
    standing.failed(now);
    if (askedNanos > 0) {
      resting = true;
      restEnd = now + Math.min(askedNanos, LONGEST_REST);
    }
    return breaker.failed(now);
  }

  /** The end is near: the next probe may go now. What it asked for still holds. */
  public void hurry(long now) {
    breaker.hurry(now);
  }

  /** Nanoseconds until {@link #permits} may change; {@link Long#MAX_VALUE} for no known time. */
  public long untilPermitted(long now) {
    long rest = resting && restEnd - now > 0 ? restEnd - now : Long.MAX_VALUE;
    return Math.min(rest, breaker.untilProbe(now));
  }

  public int failuresInARow() {
    return breaker.failuresInARow();
  }
}
