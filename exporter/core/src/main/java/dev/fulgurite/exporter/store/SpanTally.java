package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.EventKind;
import org.jspecify.annotations.Nullable;

/** The running counts that summaries share. Feed spans as the store got them. Not thread-safe. */
public final class SpanTally {
  private long spans;
  private long messages;
  private long modelCalls;
  private long toolCalls;
  private long errors;
  private long rewards;
  private long inputTokens;
  private long outputTokens;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private double rewardSum;
  private double rewardMean;
  private @Nullable Double reward;
  private long rewardStart = Long.MIN_VALUE;
  private long rewardSequence;

  public void add(SpanFacts span) {
    spans++;
    messages += span.kind() == EventKind.MESSAGE ? 1 : 0;
    modelCalls += span.kind() == EventKind.LLM ? 1 : 0;
    toolCalls += span.kind() == EventKind.TOOL ? 1 : 0;
    errors += span.error() ? 1 : 0;
    inputTokens += span.inputTokens();
    outputTokens += span.outputTokens();
    start = Math.min(start, span.startEpochNanos());
    end = Math.max(end, span.endEpochNanos());
    if (span.reward() != null) {
      addReward(span.reward(), span);
    }
  }

  /** The last one counts: by start, then sequence, then arrival. */
  private void addReward(double value, SpanFacts span) {
    rewards++;
    rewardSum += value;
    rewardMean += value / rewards - rewardMean / rewards; // by parts, as a difference may overflow
    long startedAt = span.startEpochNanos();
    boolean tied = startedAt == rewardStart && span.sequence() >= rewardSequence;
    if (startedAt > rewardStart || tied) {
      reward = value;
      rewardStart = startedAt;
      rewardSequence = span.sequence();
    }
  }

  public long spans() {
    return spans;
  }

  public long messages() {
    return messages;
  }

  public long modelCalls() {
    return modelCalls;
  }

  public long toolCalls() {
    return toolCalls;
  }

  public long errors() {
    return errors;
  }

  /** Spans with a primary reward. */
  public long rewards() {
    return rewards;
  }

  /**
   * Of the primary rewards; 0 without any. Never infinite: two infinities may cancel each other to
   * NaN, which no column takes.
   */
  public double rewardSum() {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, rewardSum));
  }

  /** Of the primary rewards; null without any. Finite, also where their sum is not. */
  public @Nullable Double averageReward() {
    if (rewards == 0) {
      return null;
    }
    return Double.isFinite(rewardSum) ? rewardSum / rewards : rewardMean;
  }

  public long inputTokens() {
    return inputTokens;
  }

  public long outputTokens() {
    return outputTokens;
  }

  /** The earliest; meaningless without a span. */
  public long start() {
    return start;
  }

  /** The latest; meaningless without a span. */
  public long end() {
    return end;
  }

  /** The final primary reward, or null. */
  public @Nullable Double reward() {
    return reward;
  }

  /** When the span of {@link #reward()} started; meaningless without one. */
  public long rewardStart() {
    return rewardStart;
  }

  /** The place of the span of {@link #reward()} in its rollout; meaningless without one. */
  public long rewardSequence() {
    return rewardSequence;
  }
}
