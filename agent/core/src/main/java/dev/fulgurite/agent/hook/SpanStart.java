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
 */
public record SpanStart(
    String name, SpanKind kind, Map<String, Object> attributes, @Nullable String sessionId) {}
