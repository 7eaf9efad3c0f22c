package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.BridgedSpan;
import dev.fulgurite.agent.boundary.SinkSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRef;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** References to the application's spans, as they cross. */
final class SpanRefs {
  /** The span of {@code context}, or null where there is none. */
  static @Nullable SpanRef parent(Context context) {
    Span span = Span.fromContext(context);
    SinkSpan sink = span instanceof BridgedSpan bridged ? bridged.sink() : null;
    return span.getSpanContext().isValid() ? of(span.getSpanContext(), sink) : null;
  }

  static SpanRef of(SpanContext context) {
    return of(context, null);
  }

  static SpanLink link(SpanContext context, @Nullable Attributes attributes) {
    return new SpanLink(of(context, null), AttributeList.of(attributes));
  }

  private static SpanRef of(SpanContext context, @Nullable SinkSpan sink) {
    return new SpanRef(
        context.getTraceId(),
        context.getSpanId(),
        context.getTraceFlags().asByte(),
        entries(context.getTraceState()),
        context.isRemote(),
        sink);
  }

  /** In the order of the header. */
  private static Map<String, String> entries(TraceState state) {
    if (state.isEmpty()) {
      return Map.of();
    }
    Map<String, String> entries = new LinkedHashMap<>();
    state.forEach(entries::put);
    return entries;
  }

  private SpanRefs() {}
}
