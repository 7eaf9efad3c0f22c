package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.Bridged;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.Flushable;
import java.io.IOException;

/** Makes tracers. {@link Flushable}, so that a program can make sure without our types. */
final class BridgeTracerProvider implements TracerProvider, Flushable, Bridged {
  private final AgentSide agent;

  BridgeTracerProvider(AgentSide agent) {
    this.agent = agent;
  }

  @Override
  public Tracer get(String instrumentationScopeName) {
    return tracerBuilder(instrumentationScopeName).build();
  }

  @Override
  public Tracer get(String instrumentationScopeName, String instrumentationScopeVersion) {
    return tracerBuilder(instrumentationScopeName)
        .setInstrumentationVersion(instrumentationScopeVersion)
        .build();
  }

  @Override
  public TracerBuilder tracerBuilder(String instrumentationScopeName) {
    return new BridgeTracerBuilder(agent, instrumentationScopeName);
  }

  /** Delivers all that has ended. Blocks until then. */
  @Override
  public void flush() throws IOException {
    if (!agent.sink().flush()) {
      throw new IOException("Fulgurite could not deliver every span; its ledger says which way");
    }
  }
}
