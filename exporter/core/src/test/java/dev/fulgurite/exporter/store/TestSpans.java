package dev.fulgurite.exporter.store;

import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;

/** Small spans for the tests of this package. */
final class TestSpans {
  static final String TRACE = "0000000000000000000000000000000a";

  static StoredSpan span(long id, Attributes attributes) {
    return new StoredSpan(
        TRACE,
        SpanKey.hex(id),
        null,
        false,
        "",
        "span " + id,
        SpanKind.INTERNAL,
        id,
        id + 1,
        StatusCode.UNSET,
        "",
        attributes,
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        "test",
        null);
  }

  static StoredSpan inSession(long id, String session) {
    return span(id, Attributes.of(AttributeKey.stringKey(Fulgurite.SESSION_ID), session));
  }

  private TestSpans() {}
}
