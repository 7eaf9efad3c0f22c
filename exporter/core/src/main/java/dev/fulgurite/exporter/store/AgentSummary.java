package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/**
 * One agent, as its spans name it, with one model in one hour.
 *
 * @param hourEpochNanos when the hour begins in UTC, by which the spans started; {@link
 *     Long#MIN_VALUE} for the first there is
 * @param agent {@code gen_ai.agent.name} of the spans; null for those without
 * @param model the model that the spans asked for; null for those without, rewards mostly
 * @param errors spans that have status ERROR or are exception events
 * @param inputTokens summed over model calls
 * @param outputTokens summed over model calls
 * @param rewards spans with a primary reward
 * @param averageReward of the primary rewards, but for rounding; null without any
 */
public record AgentSummary(
    long hourEpochNanos,
    @Nullable String agent,
    @Nullable String model,
    long spans,
    long modelCalls,
    long toolCalls,
    long errors,
    long inputTokens,
    long outputTokens,
    long rewards,
    @Nullable Double averageReward) {}
