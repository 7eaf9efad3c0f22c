package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSide;
import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.boundary.AppSpanStart;
import dev.fulgurite.agent.boundary.Bridged;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.boundary.WovenMethod;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bridge's one entry, which the agent makes by name: once per class loader. */
public final class ApplicationBridge implements AppSide {
  static final ScopeName SCOPE = new ScopeName("fulgurite", null, null);

  private final AgentSide agent;
  private final OpenTelemetry bridge;
  private final OpenTelemetry emitters;

  public ApplicationBridge(AgentSide agent) {
    this.agent = agent;
    this.bridge = new BridgeOpenTelemetry(agent);
    this.emitters = new BridgeOpenTelemetry(agent.guarding());
  }

  @Override
  public Object openTelemetry() {
    return bridge;
  }

  @Override
  public Object emitterTelemetry() {
    return emitters;
  }

  @Override
  public void tap(Object sdkTracerProviderBuilder) {
    TapProcessor.addTo(sdkTracerProviderBuilder, agent.tap());
  }

  @Override
  public void setGlobal() {
    try {
      GlobalOpenTelemetry.set(bridge);
    } catch (IllegalStateException e) {
      // Another thread was first: its choice holds, as without an agent.
      Objects.requireNonNull(e);
    }
  }

  @Override
  public boolean isReal(@Nullable Object openTelemetry) {
    return openTelemetry instanceof OpenTelemetry telemetry
        && !(telemetry.getTracerProvider() instanceof Bridged)
        && telemetry.getTracerProvider() != TracerProvider.noop();
  }

  @Override
  public Object currentContext() {
    return Context.current();
  }

  @Override
  public Woven woven(WovenMethod method) {
    return new AnnotatedMethod(method);
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // the caller closes it
  public Runnable attach(Object context) {
    return context instanceof Context given ? given.makeCurrent()::close : () -> {};
  }

  @Override
  public Map<String, String> propagated(Object context) {
    return context instanceof Context given ? TraceFields.of(given) : Map.of();
  }

  @Override
  public Object remote(Object context, Map<String, String> fields) {
    return context instanceof Context given ? TraceFields.read(given, fields) : context;
  }

  @Override
  public boolean isOpen(Object context) {
    return context instanceof Context given && Span.fromContext(given).isRecording();
  }

  @Override
  public AppSpan start(@Nullable Object context, AppSpanStart start) {
    Context parent = context instanceof Context given ? given : Context.current();
    Object application = agent.applicationTelemetry().get();
    if (application != null) {
      return new ForeignSpans(agent, (OpenTelemetry) application).start(parent, start);
    }
    Span span = bridged(parent, start);
    return new HookAppSpan(span, parent.with(span));
  }

  private Span bridged(Context parent, AppSpanStart start) {
    return new BridgeSpanBuilder(agent.sink(), SCOPE, start.name())
        .setFrameworkSession(start.sessionId())
        .setStartTimestamp(start.startEpochNanos(), TimeUnit.NANOSECONDS)
        .setParent(parent)
        .setSpanKind(SpanKind.valueOf(start.kind()))
        .setAllAttributes(AttributeList.toAttributes(start.attributes()))
        .startSpan();
  }
}
