package dev.fulgurite.exporter.normalize;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span with other attributes and, perhaps, another parent. */
final class NormalizedSpanData extends DelegatingSpanData {
  private final Attributes attributes;
  private final SpanContext parent;
  private final int total;

  NormalizedSpanData(SpanData span, Attributes attributes, SpanContext parent) {
    super(span);
    this.parent = parent;
    this.attributes = attributes;
    int lost = span.getTotalAttributeCount() - span.getAttributes().size();
    this.total = attributes.size() + Math.max(0, lost);
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parent;
  }

  @Override
  public int getTotalAttributeCount() {
    return total;
  }
}
