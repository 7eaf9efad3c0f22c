package dev.fulgurite.exporter;

import dev.fulgurite.api.SpanView;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** A span of the SDK for the readers of {@code dev.fulgurite.api}. */
record SpanDataView(SpanData span) implements SpanView {
  @Override
  public String traceId() {
    return span.getTraceId();
  }

  @Override
  public String spanId() {
    return span.getSpanId();
  }

  @Override
  public @Nullable String parentSpanId() {
    return span.getParentSpanContext().isValid() ? span.getParentSpanId() : null;
  }

  @Override
  public String name() {
    return span.getName();
  }

  @Override
  public Attributes attributes() {
    return span.getAttributes();
  }

  @Override
  public long startEpochNanos() {
    return span.getStartEpochNanos();
  }

  @Override
  public long endEpochNanos() {
    return span.getEndEpochNanos();
  }
}
