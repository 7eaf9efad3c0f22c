package dev.fulgurite.agent.boundary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hook's span, as it crosses.
 *
 * @param kind as {@link SpanRequest} names it
 * @param startEpochNanos zero means now
 * @param attributes values are String, Long, Double, Boolean or lists of one of them
 */
public record AppSpanStart(
    String name,
    String kind,
    Map<String, Object> attributes,
    @Nullable String sessionId,
    long startEpochNanos) {}
