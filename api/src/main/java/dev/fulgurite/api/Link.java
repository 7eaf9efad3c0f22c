package dev.fulgurite.api;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * One condition on the spans that an event is about: the span whose attribute {@code keyMatch} has
 * the value {@code valueMatch}. {@link #TRACE_ID} and {@link #SPAN_ID} stand for the span's own
 * ids. Several links of one event must all hold.
 */
public record Link(String keyMatch, String valueMatch) {
  /** Reserved key: the value is a trace id in hexadecimal. */
  public static final String TRACE_ID = "trace_id";

  /** Reserved key: the value is a span id in hexadecimal. */
  public static final String SPAN_ID = "span_id";

  /**
   * Checks what it is given.
   *
   * @throws IllegalArgumentException if either is null, or the key is empty
   */
  public Link {
    Refusal.ifEmpty(keyMatch, "keyMatch");
    Refusal.ifNull(valueMatch, "valueMatch");
  }

  /** The two links that name one span; none for an invalid context, as a no-op emit returns. */
  static List<Link> to(SpanContext span) {
    if (!span.isValid()) {
      return List.of();
    }
    return List.of(new Link(TRACE_ID, span.getTraceId()), new Link(SPAN_ID, span.getSpanId()));
  }
}
