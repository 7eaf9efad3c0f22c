package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/**
 * One session at a glance.
 *
 * @param sessionSource where the id came from: {@code session}, {@code framework}, {@code trace}
 * @param errors spans with status ERROR and exception events
 * @param reward value of the final primary reward, or null
 */
public record SessionSummary(
    String sessionId,
    @Nullable String sessionSource,
    @Nullable String userId,
    long traces,
    long spans,
    long modelCalls,
    long toolCalls,
    long errors,
    long rewards,
    @Nullable Double reward,
    long inputTokens,
    long outputTokens,
    long startEpochNanos,
    long endEpochNanos) {}
