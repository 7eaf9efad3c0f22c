package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import org.jspecify.annotations.Nullable;

final class BridgeTracerBuilder implements TracerBuilder {
  private final AgentSide agent;
  private final String name;
  private @Nullable String version;
  private @Nullable String schemaUrl;

  BridgeTracerBuilder(AgentSide agent, @Nullable String name) {
    this.agent = agent;
    this.name = name == null ? "" : name;
  }

  @Override
  public TracerBuilder setSchemaUrl(String schemaUrl) {
    this.schemaUrl = schemaUrl;
    return this;
  }

  @Override
  public TracerBuilder setInstrumentationVersion(String instrumentationScopeVersion) {
    this.version = instrumentationScopeVersion;
    return this;
  }

  @Override
  public Tracer build() {
    return new BridgeTracer(agent, new ScopeName(name, version, schemaUrl));
  }
}
