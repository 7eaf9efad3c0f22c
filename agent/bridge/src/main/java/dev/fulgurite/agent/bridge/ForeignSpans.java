package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.boundary.AppSpanStart;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Hooks' spans in an SDK of the application's own: without content, which its exporters would see.
 */
final class ForeignSpans {
  private static final ContextKey<String> SESSION = ContextKey.named("fulgurite-session");

  private final AgentSide agent;
  private final OpenTelemetry application;

  ForeignSpans(AgentSide agent, OpenTelemetry application) {
    this.agent = agent;
    this.application = application;
  }

  AppSpan start(Context parent, AppSpanStart start) {
    Map<String, Object> attributes = new HashMap<>(start.attributes());
    attributes.keySet().removeIf(agent.content());
    Context inside = session(parent, start, attributes);
    SpanBuilder builder =
        application
            .getTracer("fulgurite")
            .spanBuilder(start.name())
            .setParent(parent)
            .setSpanKind(SpanKind.valueOf(start.kind()))
            .setAllAttributes(AttributeList.toAttributes(attributes));
    if (start.startEpochNanos() > 0) {
      builder.setStartTimestamp(start.startEpochNanos(), TimeUnit.NANOSECONDS);
    }
    Span span = builder.startSpan();
    return new HookAppSpan(span, inside.with(span), agent.content());
  }

  /** The outermost framework session names all below it. */
  private static Context session(
      Context parent, AppSpanStart start, Map<String, Object> attributes) {
    String outer = parent.get(SESSION);
    String session = outer == null ? start.sessionId() : outer;
    if (session != null) {
      attributes.put(Fulgurite.SESSION_ID, session);
      attributes.put(GenAi.CONVERSATION_ID, session);
      attributes.put(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_FRAMEWORK);
    }
    attributes.putAll(OpenSession.next(parent));
    return session == null ? parent : parent.with(SESSION, session);
  }
}
