package dev.fulgurite.exporter.delivery;

import java.time.Duration;

/**
 * How often, and for how long, a batch is tried again that its destination could not take: waits
 * that grow by a factor, varied at random so that many programs do not come back at once.
 * Immutable.
 */
public final class RetryPolicy {
  private static final RetryPolicy NONE = builder().setMaxAttempts(1).build();
  private static final RetryPolicy STANDARD = builder().build();

  private final int maxAttempts;
  private final Duration initialBackoff;
  private final double multiplier;
  private final Duration maxBackoff;
  private final Duration maxElapsed;
  private final double jitter;

  RetryPolicy(RetryPolicyBuilder builder) {
    this.maxAttempts = builder.maxAttempts;
    this.initialBackoff = builder.initialBackoff;
    this.multiplier = builder.multiplier;
    this.maxBackoff = builder.maxBackoff;
    this.maxElapsed = builder.maxElapsed;
    this.jitter = builder.jitter;
  }

  /** One try, and that is it. */
  public static RetryPolicy none() {
    return NONE;
  }

  /** For destinations behind a network: every default of {@link #builder()}. */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  public static RetryPolicyBuilder builder() {
    return new RetryPolicyBuilder();
  }

  /** Tries in all, the first one included. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** No try begins later than this after the first. */
  public Duration maxElapsed() {
    return maxElapsed;
  }

  /**
   * How long to wait after try number {@code attempt} has failed.
   *
   * @param random from 0.0 to 1.0: where in the range of the jitter
   */
  long delayNanos(int attempt, double random) {
    double grown = initialBackoff.toNanos() * Math.pow(multiplier, attempt - 1.0);
    double bounded = Math.min(grown, (double) maxBackoff.toNanos());
    return (long) (bounded * (1 + jitter * (2 * random - 1)));
  }

  @Override
  public String toString() {
    return maxAttempts == 1
        ? "RetryPolicy{none}"
        : "RetryPolicy{maxAttempts=%d, initialBackoff=%s, multiplier=%s, maxBackoff=%s,"
                .formatted(maxAttempts, initialBackoff, multiplier, maxBackoff)
            + " maxElapsed=%s, jitter=%s}".formatted(maxElapsed, jitter);
  }
}
