package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/**
 * One session at a glance.
 *
 * @param sessionId the {@code session.id} of its spans; for spans without one, their trace id
 * @param sessionSource where the id came from: {@code session}, {@code framework}, {@code trace};
 *     as the earliest span that says so has it
 * @param userId as the earliest span that has one
 * @param messages message events; those that a model call carries are not among them
 * @param errors spans that have status ERROR or are exception events
 * @param rewards spans with a primary reward
 * @param reward value of the final primary reward in start order, or null
 * @param inputTokens summed over model calls
 * @param outputTokens summed over model calls
 * @param finished whether each of its traces has a span without a parent, which ends last; not so
 *     while one runs, where one died, and where a trace's root is in another store or session
 */
public record SessionSummary(
    String sessionId,
    @Nullable String sessionSource,
    @Nullable String userId,
    long traces,
    long spans,
    long messages,
    long modelCalls,
    long toolCalls,
    long errors,
    long rewards,
    @Nullable Double reward,
    long inputTokens,
    long outputTokens,
    boolean finished,
    long startEpochNanos,
    long endEpochNanos) {}
