package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Starts spans in the agent's pipeline, or in the application's SDK from the moment there is one:
 * libraries keep a tracer in a static field long before that.
 */
final class BridgeTracer implements Tracer {
  private final AgentSide agent;
  private final ScopeName scope;
  private volatile @Nullable Switched switched;

  BridgeTracer(AgentSide agent, ScopeName scope) {
    this.agent = agent;
    this.scope = scope;
  }

  @Override
  public SpanBuilder spanBuilder(String spanName) {
    Object application = agent.applicationTelemetry().get();
    if (application == null) {
      return new BridgeSpanBuilder(agent.sink(), scope, spanName);
    }
    SpanBuilder builder = applicationTracer((OpenTelemetry) application).spanBuilder(spanName);
    return agent.guards() ? new GuardedSpanBuilder(agent, builder, scope, spanName) : builder;
  }

  private Tracer applicationTracer(OpenTelemetry application) {
    Switched known = switched;
    if (known == null || known.application != application) {
      known = new Switched(application, tracerOf(application));
      switched = known;
    }
    return known.tracer;
  }

  private Tracer tracerOf(OpenTelemetry application) {
    TracerBuilder builder = application.tracerBuilder(scope.name());
    if (scope.version() != null) {
      builder.setInstrumentationVersion(scope.version());
    }
    if (scope.schemaUrl() != null) {
      builder.setSchemaUrl(scope.schemaUrl());
    }
    return builder.build();
  }

  private record Switched(OpenTelemetry application, Tracer tracer) {}
}
