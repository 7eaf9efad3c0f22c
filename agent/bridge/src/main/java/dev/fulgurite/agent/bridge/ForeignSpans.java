package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.boundary.AppSpanStart;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/** Hooks' spans in an SDK of the application's own. */
final class ForeignSpans {
  private final AgentSide agent;
  private final OpenTelemetry application;

  ForeignSpans(AgentSide agent, OpenTelemetry application) {
    this.agent = agent;
    this.application = application;
  }

  AppSpan start(Context parent, AppSpanStart start) {
    String session = SessionAttributes.framework(parent, start.sessionId());
    ScopeName scope = ApplicationBridge.SCOPE;
    SpanBuilder builder =
        new GuardedSpanBuilder(
                agent,
                application.getTracer(scope.name()).spanBuilder(start.name()),
                scope,
                start.name())
            .setParent(parent)
            .setSpanKind(SpanKind.valueOf(start.kind()))
            .setAllAttributes(AttributeList.toAttributes(start.attributes()))
            .setAllAttributes(AttributeList.toAttributes(SessionAttributes.of(parent, session)));
    if (start.startEpochNanos() > 0) {
      builder.setStartTimestamp(start.startEpochNanos(), TimeUnit.NANOSECONDS);
    }
    Span span = builder.startSpan();
    return new HookAppSpan(span, SessionAttributes.with(parent, session).with(span));
  }
}
