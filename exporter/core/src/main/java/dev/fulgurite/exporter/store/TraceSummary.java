package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/**
 * One trace at a glance.
 *
 * @param sessionId of the earliest span that has one, else the trace id
 * @param rootName name of the earliest span without a parent in the trace, else of the earliest
 *     span
 * @param reward value of the final primary reward, or null
 */
public record TraceSummary(
    String traceId,
    @Nullable String sessionId,
    String rootName,
    long spans,
    long modelCalls,
    long toolCalls,
    long errors,
    @Nullable Double reward,
    long inputTokens,
    long outputTokens,
    long startEpochNanos,
    long endEpochNanos) {}
