package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span with some of it replaced. */
final class RedactedSpan extends DelegatingSpanData {
  private final SpanParts parts;

  RedactedSpan(SpanData span, SpanParts parts) {
    super(span);
    this.parts = parts;
  }

  @Override
  public String getName() {
    return parts.name();
  }

  @Override
  public Attributes getAttributes() {
    return parts.attributes();
  }

  @Override
  public List<EventData> getEvents() {
    return parts.events();
  }

  @Override
  public List<LinkData> getLinks() {
    return parts.links();
  }

  @Override
  public StatusData getStatus() {
    return parts.status();
  }
}
