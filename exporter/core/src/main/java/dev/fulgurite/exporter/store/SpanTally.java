package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.EventKind;
import org.jspecify.annotations.Nullable;

/** The running counts that session and trace summaries share. Not thread-safe. */
final class SpanTally {
  long spans;
  long modelCalls;
  long toolCalls;
  long errors;
  long rewards;
  long inputTokens;
  long outputTokens;
  long start = Long.MAX_VALUE;
  long end = Long.MIN_VALUE;
  @Nullable Double reward;
  private long rewardStart = Long.MIN_VALUE;
  private long rewardSequence;

  void add(SpanFacts span) {
    spans++;
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
    long startedAt = span.startEpochNanos();
    boolean tied = startedAt == rewardStart && span.sequence() >= rewardSequence;
    if (startedAt > rewardStart || tied) {
      reward = value;
      rewardStart = startedAt;
      rewardSequence = span.sequence();
    }
  }
}
