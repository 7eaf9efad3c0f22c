package dev.fulgurite.exporter.sampling;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What a processor leaves out, changeable while it runs. Rewards and exceptions are always kept.
 * Each setter throws {@link IllegalArgumentException} or {@link NullPointerException} naming what
 * is wrong, and then changes nothing. Thread-safe; never blocks.
 */
public final class SamplingControl {
  private static final int MAX_WINDOW_SPANS = 1_000_000;
  private static final Duration LONGEST = Duration.ofDays(365);

  private final SpanSampling sampling;

  SamplingControl(SpanSampling sampling) {
    this.sampling = sampling;
  }

  /** The share of traces kept, as it was set. */
  public double rate() {
    return sampling.rate().asked();
  }

  /** The same, less what the guard against pressure takes for the moment. */
  public double effectiveRate() {
    return sampling.rate().effective();
  }

  /**
   * Share of the traces kept that begin from now on, 0.0 to 1.0, each whole. Those that have begun
   * keep their rate, as long as no more than about 16,000 are under way.
   */
  public SamplingControl setRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("sampleRate must be from 0.0 to 1.0, was " + rate);
    }
    sampling.setRate(rate);
    return this;
  }

  /** Unmodifiable. */
  public List<SamplingRule> rules() {
    return sampling.limits().rules();
  }

  /**
   * Of the spans whose trace is kept, the first rule that fits tells which share is kept, each span
   * by itself. Empty for no rules.
   */
  public SamplingControl setRules(List<SamplingRule> rules) {
    List<SamplingRule> copy = List.copyOf(requireNonNull(rules, "rules"));
    sampling.changeLimits(limits -> limits.withRules(copy));
    return this;
  }

  /**
   * Lets {@code burst} spans through at once, then {@code perSecond}; a burst that was used up
   * comes back at that rate.
   *
   * @param perSecond above 0; {@link Double#POSITIVE_INFINITY} for no limit
   * @param burst at least 1
   */
  public SamplingControl setMaxPerSecond(double perSecond, int burst) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "perSecond must be above 0, was " + perSecond + "; a rate of 0.0 keeps nothing");
    }
    atLeastOne(burst, "burst");
    TokenBucket bucket =
        perSecond == Double.POSITIVE_INFINITY
            ? null
            : new TokenBucket(perSecond, burst, sampling.now());
    sampling.changeLimits(limits -> limits.withBucket(bucket));
    return this;
  }

  /**
   * Lets at most so many spans through in any stretch of time as long as {@code window}.
   *
   * @param spans from 1 to 1,000,000; 8 bytes are kept for each
   */
  public SamplingControl setBurstLimit(int spans, Duration window) {
    atLeastOne(spans, "spans");
    if (spans > MAX_WINDOW_SPANS) {
      throw new IllegalArgumentException("spans must be at most 1000000, was " + spans);
    }
    if (requireNonNull(window, "window").isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be above zero, was " + window);
    }
    Duration kept = window.compareTo(LONGEST) < 0 ? window : LONGEST;
    sampling.changeLimits(limits -> limits.withWindow(new BurstWindow(spans, kept.toNanos())));
    return this;
  }

  /** No limit on bursts any more. */
  public SamplingControl clearBurstLimit() {
    sampling.changeLimits(limits -> limits.withWindow(null));
    return this;
  }

  @Override
  public String toString() {
    return "SamplingControl[rate="
        + rate()
        + ", effectiveRate="
        + effectiveRate()
        + ", rules="
        + rules()
        + "]";
  }

  private static void atLeastOne(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
