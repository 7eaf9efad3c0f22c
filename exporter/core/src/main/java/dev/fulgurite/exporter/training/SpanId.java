package dev.fulgurite.exporter.training;

import dev.fulgurite.exporter.store.StoredSpan;
import org.jspecify.annotations.Nullable;

/** What tells a span from every other; comparing spans themselves would compare their bodies. */
record SpanId(String traceId, String spanId) {
  static SpanId of(StoredSpan span) {
    return new SpanId(span.traceId(), span.spanId());
  }

  static @Nullable SpanId ofParent(StoredSpan span) {
    String parent = span.parentSpanId();
    return parent == null ? null : new SpanId(span.traceId(), parent);
  }
}
