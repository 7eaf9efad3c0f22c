package dev.fulgurite.agent.boundary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span by its ids, and itself where it lives in this agent's pipeline.
 *
 * @param sink the span itself, or null for one from elsewhere
 */
public record SpanRef(
    String traceId,
    String spanId,
    byte traceFlags,
    Map<String, String> traceState,
    boolean remote,
    @Nullable SinkSpan sink) {}
