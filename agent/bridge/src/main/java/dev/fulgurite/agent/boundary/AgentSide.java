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
 * @param tap what the agent keeps of spans in such an SDK
 * @param outOfReach whether that SDK cannot be tapped: copies are then made span by span
 * @param guards whether tracers keep content out of that SDK
 */
public record AgentSide(
    SpanSink sink,
    Supplier<@Nullable Object> applicationTelemetry,
    Predicate<String> content,
    SpanTap tap,
    boolean outOfReach,
    boolean guards) {

  /** The same for what the agent itself records, or is told by {@code fulgurite-api}. */
  public AgentSide guarding() {
    return new AgentSide(sink, applicationTelemetry, content, tap, outOfReach, true);
  }
}
