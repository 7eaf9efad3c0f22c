package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.EndedSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRef;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies spans of an application's SDK. Thread-safe. */
final class EndedSpans {
  private volatile @Nullable Known known;

  /** An SDK has one resource. */
  private record Known(Resource resource, List<Attribute> attributes) {}

  EndedSpan of(ReadableSpan span) {
    SpanData data = span.toSpanData();
    return new EndedSpan(
        SpanRefs.of(data.getSpanContext()),
        parent(data.getParentSpanContext()),
        scope(data.getInstrumentationScopeInfo()),
        data.getName(),
        data.getKind().name(),
        new EndedSpan.Times(data.getStartEpochNanos(), data.getEndEpochNanos()),
        new EndedSpan.Status(
            data.getStatus().getStatusCode().name(), data.getStatus().getDescription()),
        AttributeList.of(data.getAttributes()),
        data.getEvents().stream().map(EndedSpans::event).toList(),
        data.getLinks().stream().map(EndedSpans::link).toList(),
        resource(data.getResource()));
  }

  private static @Nullable SpanRef parent(SpanContext parent) {
    return parent.isValid() ? SpanRefs.of(parent) : null;
  }

  private static ScopeName scope(InstrumentationScopeInfo scope) {
    return new ScopeName(scope.getName(), scope.getVersion(), scope.getSchemaUrl());
  }

  private static EndedSpan.Event event(EventData event) {
    return new EndedSpan.Event(
        event.getName(), event.getEpochNanos(), AttributeList.of(event.getAttributes()));
  }

  private static SpanLink link(LinkData link) {
    return SpanRefs.link(link.getSpanContext(), link.getAttributes());
  }

  private List<Attribute> resource(Resource resource) {
    Known last = known;
    if (last == null || last.resource != resource) {
      last = new Known(resource, AttributeList.of(resource.getAttributes()));
      known = last;
    }
    return last.attributes;
  }
}
