package dev.fulgurite.exporter.store;

import dev.fulgurite.api.SpanView;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.StringJoiner;

/** From the SDK's spans to ours, and back. */
public final class SpanDataAdapter {
  /** {@code span} as a store keeps it. */
  public static StoredSpan toStored(SpanData span) {
    SpanContext parent = span.getParentSpanContext();
    InstrumentationScopeInfo scope = span.getInstrumentationScopeInfo();
    return new StoredSpan(
        span.getTraceId(),
        span.getSpanId(),
        parent.isValid() ? parent.getSpanId() : null,
        parent.isRemote(),
        encode(span.getSpanContext().getTraceState()),
        span.getName(),
        span.getKind(),
        span.getStartEpochNanos(),
        span.getEndEpochNanos(),
        span.getStatus().getStatusCode(),
        span.getStatus().getDescription(),
        span.getAttributes(),
        span.getEvents().stream().map(SpanDataAdapter::event).toList(),
        span.getLinks().stream().map(SpanDataAdapter::link).toList(),
        span.getResource().getAttributes(),
        span.getResource().getSchemaUrl(),
        scope.getName(),
        scope.getVersion());
  }

  /**
   * {@code spans} as exporters take them. What no store keeps is as the SDK's defaults: sampled,
   * and nothing over a limit.
   */
  public static List<SpanData> toData(List<StoredSpan> spans) {
    RestoredSpans restored = new RestoredSpans();
    return spans.stream().map(restored::restore).toList();
  }

  /** {@code span} for the readers of {@code dev.fulgurite.api}. */
  public static SpanView toView(SpanData span) {
    return toStored(span);
  }

  private static StoredSpan.Event event(EventData event) {
    return new StoredSpan.Event(event.getName(), event.getEpochNanos(), event.getAttributes());
  }

  private static StoredSpan.Link link(LinkData link) {
    SpanContext linked = link.getSpanContext();
    return new StoredSpan.Link(
        linked.getTraceId(),
        linked.getSpanId(),
        encode(linked.getTraceState()),
        link.getAttributes());
  }

  /** As the W3C's header writes it. */
  private static String encode(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringJoiner header = new StringJoiner(",");
    state.forEach((key, value) -> header.add(key + "=" + value));
    return header.toString();
  }

  private SpanDataAdapter() {}
}
