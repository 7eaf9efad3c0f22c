package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span with some of it replaced. */
final class RedactedSpan extends DelegatingSpanData {
  private final Attributes attributes;
  private final List<EventData> events;
  private final StatusData status;

  RedactedSpan(SpanData span, Attributes attributes, List<EventData> events, StatusData status) {
    super(span);
    this.attributes = attributes;
    this.events = events;
    this.status = status;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }
}
