package dev.fulgurite.exporter.sampling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What applies to each span by itself. */
record Limits(
    List<SamplingRule> rules, @Nullable TokenBucket bucket, @Nullable BurstWindow window) {
  static final Limits NONE = new Limits(List.of(), null, null);

  Limits withRules(List<SamplingRule> changed) {
    return new Limits(List.copyOf(changed), bucket, window);
  }

  Limits withBucket(@Nullable TokenBucket changed) {
    return new Limits(rules, changed, window);
  }

  Limits withWindow(@Nullable BurstWindow changed) {
    return new Limits(rules, bucket, changed);
  }

  boolean areNone() {
    return rules.isEmpty() && bucket == null && window == null;
  }

  /** Whether the first rule that fits leaves the span out. */
  boolean rulesLeaveOut(String spanId, String kind, @Nullable String agent) {
    for (SamplingRule rule : rules) {
      if (rule.fits(kind, agent)) {
        return Fraction.ofSpan(spanId) >= rule.rate();
      }
    }
    return false;
  }

  /** Why there is no room for one more span; null where there is. */
  @Nullable String admit(long now) {
    if (bucket != null && !bucket.tryTake(now)) {
      return LeftOut.TOKEN_BUCKET;
    }
    return window != null && !window.tryEnter(now) ? LeftOut.BURST : null;
  }
}
