package app;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.Flushable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that has OpenTelemetry's API and no SDK, and uses all of the API. */
public final class ApiOnly {
  // Early, as libraries do.
  private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("app", "1.2");

  public static void main(String[] arguments) throws Exception {
    Context remote =
        Context.root()
            .with(
                Span.wrap(
                    SpanContext.createFromRemoteParent(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.builder().put("b", "2").put("a", "1").build())));
    Span parent =
        TRACER.spanBuilder("parent").setParent(remote).setSpanKind(SpanKind.SERVER).startSpan();
    try (Scope scope = parent.makeCurrent()) {
      child(parent);
      Map<String, String> headers = new HashMap<>();
      GlobalOpenTelemetry.getPropagators()
          .getTextMapPropagator()
          .inject(Context.current(), headers, (map, key, value) -> map.put(key, value));
      System.out.println("traceparent=" + headers.get("traceparent"));
      System.out.println("tracestate=" + headers.get("tracestate"));
      TRACER.spanBuilder("root").setNoParent().startSpan().end();
    } finally {
      parent.end();
    }
    ((Flushable) GlobalOpenTelemetry.getTracerProvider()).flush();
    GlobalOpenTelemetry.getMeter("m").counterBuilder("c").build().add(1);
    System.out.println("trace=" + parent.getSpanContext().getTraceId());
  }

  private static void child(Span parent) {
    Span child =
        TRACER
            .spanBuilder("child")
            .addLink(parent.getSpanContext(), Attributes.of(AttributeKey.stringKey("why"), "test"))
            .setAttribute("text", "x")
            .setAttribute("long", 7)
            .setAttribute("double", 0.5)
            .setAttribute("boolean", true)
            .setAttribute(AttributeKey.stringArrayKey("texts"), List.of("a", "b"))
            .setAttribute(AttributeKey.longArrayKey("longs"), List.of(1L, 2L))
            .setStartTimestamp(1_000_000_000, TimeUnit.NANOSECONDS)
            .startSpan();
    child.addEvent("event", Attributes.of(AttributeKey.longKey("n"), 1L), 2, TimeUnit.SECONDS);
    child.recordException(new IllegalStateException("boom"));
    child.setStatus(StatusCode.ERROR, "bad");
    child.updateName("renamed");
    child.end(3, TimeUnit.SECONDS);
    child.setAttribute("late", "ignored");
  }
}
