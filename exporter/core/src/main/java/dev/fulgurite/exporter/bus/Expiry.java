package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a session that was idle, told by its last span: live and from a store alike.
 *
 * @param nanos when it expired
 */
record Expiry(String session, @Nullable String user, String traceId, String spanId, long nanos) {

  /** What tells it, as if it had been emitted. No span is recorded. */
  StoredSpan span() {
    return new StoredSpan(
        traceId,
        spanId,
        null,
        false,
        "",
        BusEventType.SESSION_EXPIRED.word(),
        SpanKind.INTERNAL,
        nanos,
        nanos,
        StatusCode.OK,
        "",
        attributes(),
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        SpanEvents.EMITTER_SCOPE,
        null);
  }

  private Attributes attributes() {
    AttributesBuilder attributes = Attributes.builder().put(Fulgurite.SESSION_ID, session);
    if (user != null) {
      attributes.put(Fulgurite.USER_ID, user);
    }
    return attributes.build();
  }
}
