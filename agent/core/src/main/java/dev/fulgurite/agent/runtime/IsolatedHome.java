package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.SpanRef;
import dev.fulgurite.agent.boundary.SpanRequest;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For applications without OpenTelemetry: spans in the agent's own SDK and context. */
public final class IsolatedHome implements Home {
  private static final ScopeName SCOPE = new ScopeName("fulgurite", null, null);

  private final SdkSink sink;

  public IsolatedHome(SdkSink sink) {
    this.sink = sink;
  }

  @Override
  public HookSpan start(SpanStart start) {
    return startUnder(null, start);
  }

  @Override
  public HookSpan startUnder(@Nullable Object context, SpanStart start) {
    Context parent = context instanceof Context given ? given : Context.current();
    SpanRequest request =
        new SpanRequest(
            SCOPE,
            start.name(),
            start.kind().name(),
            reference(Span.fromContext(parent)),
            start.startEpochNanos(),
            SinkAttributes.list(start.attributes()),
            List.of(),
            Map.of(),
            start.sessionId());
    return new IsolatedSpan(sink.startSpan(request), parent);
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // the caller closes it
  public Attachment attach(Object context) {
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
  public Object currentContext() {
    return Context.current();
  }

  private static @Nullable SpanRef reference(Span span) {
    if (!span.getSpanContext().isValid()) {
      return null;
    }
    SdkSpan sink = new SdkSpan(span);
    return new SpanRef(sink.traceId(), sink.spanId(), sink.traceFlags(), Map.of(), false, sink);
  }
}
