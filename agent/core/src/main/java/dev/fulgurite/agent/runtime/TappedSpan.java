package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.EndedSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRef;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.RestoredSpans;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.stream.Collectors;

/** A span of an application's SDK in the agent's own types. */
final class TappedSpan {
  static SpanData of(EndedSpan span) {
    SpanRef parent = span.parent();
    return RestoredSpans.restored(
        new StoredSpan(
            span.context().traceId(),
            span.context().spanId(),
            parent == null ? null : parent.spanId(),
            parent != null && parent.remote(),
            w3c(span.context().traceState()),
            span.name(),
            SpanKind.valueOf(span.kind()),
            span.times().start(),
            span.times().end(),
            StatusCode.valueOf(span.status().code()),
            span.status().description(),
            attributes(span),
            span.events().stream().map(TappedSpan::event).toList(),
            span.links().stream().map(TappedSpan::link).toList(),
            SinkAttributes.of(span.resource()),
            null,
            span.scope().name(),
            span.scope().version()));
  }

  /** Without an open or a framework's session, it is the trace. */
  private static Attributes attributes(EndedSpan span) {
    Attributes attributes = SinkAttributes.of(span.attributes());
    boolean known =
        span.attributes().stream().map(Attribute::key).anyMatch(Fulgurite.SESSION_ID::equals);
    return known
        ? attributes
        : attributes.toBuilder()
            .put(Fulgurite.SESSION_ID, span.context().traceId())
            .put(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_TRACE)
            .build();
  }

  private static StoredSpan.Event event(EndedSpan.Event event) {
    return new StoredSpan.Event(
        event.name(), event.epochNanos(), SinkAttributes.of(event.attributes()));
  }

  private static StoredSpan.Link link(SpanLink link) {
    SpanRef span = link.span();
    return new StoredSpan.Link(
        span.traceId(),
        span.spanId(),
        w3c(span.traceState()),
        SinkAttributes.of(link.attributes()));
  }

  private static String w3c(Map<String, String> state) {
    return state.entrySet().stream()
        .map(entry -> entry.getKey() + '=' + entry.getValue())
        .collect(Collectors.joining(","));
  }

  private TappedSpan() {}
}
