package dev.fulgurite.agent.hook;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span a hook wants.
 *
 * @param attributes values are String, Long, Double, Boolean or lists of one of them; keys of the
 *     content table travel to the local store only, unless capture is asked for
 * @param sessionId the framework's own conversation or memory id: used where no session is open
 * @param startEpochNanos when the work began, for a span that is only opened afterwards; 0 is now
 */
public record SpanStart(
    String name,
    SpanKind kind,
    Map<String, Object> attributes,
    @Nullable String sessionId,
    long startEpochNanos) {

  /** A span that starts now. */
  public SpanStart(
      String name, SpanKind kind, Map<String, Object> attributes, @Nullable String sessionId) {
    this(name, kind, attributes, sessionId, 0);
  }
}
