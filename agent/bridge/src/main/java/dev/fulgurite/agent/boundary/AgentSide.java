package dev.fulgurite.agent.boundary;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent, as a bridge sees it.
 *
 * @param applicationTelemetry the {@code OpenTelemetry} that the application made for itself, or
 *     null while it has none; asked at every span
 * @param content which attribute keys must not reach an SDK that is not the agent's
 */
public record AgentSide(
    SpanSink sink, Supplier<@Nullable Object> applicationTelemetry, Predicate<String> content) {}
