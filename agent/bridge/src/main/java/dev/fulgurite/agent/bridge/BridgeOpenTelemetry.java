package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;

/** The agent's pipeline as an {@code OpenTelemetry}. Its meters and loggers are no-ops. */
final class BridgeOpenTelemetry implements OpenTelemetry {
  private final BridgeTracerProvider tracerProvider;
  private final ContextPropagators propagators =
      ContextPropagators.create(
          TextMapPropagator.composite(
              W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance()));

  BridgeOpenTelemetry(AgentSide agent) {
    this.tracerProvider = new BridgeTracerProvider(agent);
  }

  @Override
  public TracerProvider getTracerProvider() {
    return tracerProvider;
  }

  @Override
  public ContextPropagators getPropagators() {
    return propagators;
  }

  @Override
  public String toString() {
    return "BridgeOpenTelemetry{fulgurite agent}";
  }
}
