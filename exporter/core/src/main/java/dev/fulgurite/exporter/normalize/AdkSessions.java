package dev.fulgurite.exporter.normalize;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which session an ADK span belongs to. ADK says so after a span has started, and not on the
 * outermost one; but children end first, and what they knew is remembered for their parent.
 * Thread-safe.
 */
final class AdkSessions {
  private static final AttributeKey<String> CONVERSATION = stringKey(GenAi.CONVERSATION_ID);
  private static final AttributeKey<String> ADK_SESSION = stringKey("gcp.vertex.agent.session_id");
  private static final AttributeKey<String> SOURCE = stringKey(Fulgurite.SESSION_SOURCE);

  /** For parents, of which those that are not ADK's never ask. Guarded by itself. */
  private final Map<String, String> remembered = new Remembered<>();

  /** Null where an open session or another framework's has been stamped, or nobody knows. */
  @Nullable String of(SpanData span, SpanContext parent) {
    String source = span.getAttributes().get(SOURCE);
    if (source != null && !source.equals(Fulgurite.SOURCE_TRACE)) {
      return null;
    }
    String own = own(span.getAttributes());
    synchronized (remembered) {
      String childs = remembered.remove(span.getSpanId());
      String siblings = remembered.get(parent.getSpanId());
      String session = own != null ? own : childs != null ? childs : siblings;
      if (session != null && parent.isValid()) {
        remembered.put(parent.getSpanId(), session);
      }
      return session;
    }
  }

  private static @Nullable String own(Attributes attributes) {
    String conversation = attributes.get(CONVERSATION);
    return conversation != null ? conversation : attributes.get(ADK_SESSION);
  }
}
