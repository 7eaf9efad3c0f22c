package dev.fulgurite.exporter.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Builds a {@link RetryPolicy}. Each setter throws {@link IllegalArgumentException} or {@link
 * NullPointerException} naming what is wrong. Not thread-safe.
 */
public final class RetryPolicyBuilder {
  private static final Duration LONGEST = Duration.ofDays(365);

  int maxAttempts = 8;
  Duration initialBackoff = Duration.ofSeconds(1);
  double multiplier = 1.5;
  Duration maxBackoff = Duration.ofSeconds(10);
  Duration maxElapsed = Duration.ofSeconds(60);
  double jitter = 0.2;

  RetryPolicyBuilder() {}

  /** Tries in all, the first one included. Default 8; 1 for no retry. */
  public RetryPolicyBuilder setMaxAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, was " + attempts);
    }
    this.maxAttempts = attempts;
    return this;
  }

  /** The wait after the first failure. Default 1 s. */
  public RetryPolicyBuilder setInitialBackoff(Duration backoff) {
    this.initialBackoff = notNegative(backoff, "initialBackoff");
    return this;
  }

  /** How much longer each wait is than the one before. Default 1.5. */
  public RetryPolicyBuilder setMultiplier(double multiplier) {
    if (!(multiplier >= 1 && multiplier <= 100)) {
      throw new IllegalArgumentException("multiplier must be from 1 to 100, was " + multiplier);
    }
    this.multiplier = multiplier;
    return this;
  }

  /** The longest wait, unless the destination asks for a longer one. Default 10 s. */
  public RetryPolicyBuilder setMaxBackoff(Duration backoff) {
    this.maxBackoff = notNegative(backoff, "maxBackoff");
    return this;
  }

  /** No try begins later than this after the first. Default 60 s. */
  public RetryPolicyBuilder setMaxElapsed(Duration elapsed) {
    this.maxElapsed = notNegative(elapsed, "maxElapsed");
    return this;
  }

  /** By which share a wait may be longer or shorter, 0.0 to 1.0. Default 0.2. */
  public RetryPolicyBuilder setJitter(double jitter) {
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be from 0.0 to 1.0, was " + jitter);
    }
    this.jitter = jitter;
    return this;
  }

  public RetryPolicy build() {
    return new RetryPolicy(this);
  }

  private static Duration notNegative(Duration value, String name) {
    if (requireNonNull(value, name).isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
    return value.compareTo(LONGEST) < 0 ? value : LONGEST;
  }
}
