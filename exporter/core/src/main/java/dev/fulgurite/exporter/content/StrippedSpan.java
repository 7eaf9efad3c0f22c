package dev.fulgurite.exporter.content;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** A span without its content. */
final class StrippedSpan extends DelegatingSpanData {
  private final Attributes attributes;
  private final List<EventData> events;

  StrippedSpan(SpanData span, Attributes attributes, List<EventData> events) {
    super(span);
    this.attributes = attributes;
    this.events = events;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }
}
