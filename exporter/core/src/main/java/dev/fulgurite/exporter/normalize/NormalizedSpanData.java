package dev.fulgurite.exporter.normalize;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span with other attributes. */
final class NormalizedSpanData extends DelegatingSpanData {
  private final Attributes attributes;
  private final int total;

  NormalizedSpanData(SpanData span, Attributes attributes) {
    super(span);
    this.attributes = attributes;
    int lost = span.getTotalAttributeCount() - span.getAttributes().size();
    this.total = attributes.size() + Math.max(0, lost);
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return total;
  }
}
