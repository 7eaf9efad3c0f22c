package dev.fulgurite.exporter;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.fulgurite.api.ScopeAttributes;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stamps every span that starts, whoever starts it, with the session it belongs to: the open {@code
 * Session} with its user, rollout, attempt, tags and sequence id; else what a framework calls its
 * memory or conversation, on the span itself or on a local parent; else the trace. Only what is
 * absent is stamped, save that an open session wins over a framework's. Add it before other
 * processors. Thread-safe, never throws, never blocks.
 */
public final class ScopeStamper implements SpanProcessor {
  private static final AttributeKey<String> SESSION = stringKey(Fulgurite.SESSION_ID);
  private static final AttributeKey<String> CONVERSATION = stringKey(GenAi.CONVERSATION_ID);
  private static final AttributeKey<String> USER = stringKey(Fulgurite.USER_ID);
  private static final AttributeKey<String> SOURCE = stringKey(Fulgurite.SESSION_SOURCE);

  private static final AttributeKey<String> ROLLOUT = stringKey(AgentLightning.ROLLOUT_ID);
  private static final AttributeKey<Long> SEQUENCE = longKey(AgentLightning.SEQUENCE_ID);

  private ScopeStamper() {}

  /** A stamper; one is enough for all destinations. */
  public static ScopeStamper create() {
    return new ScopeStamper();
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    try {
      stamp(parentContext, span);
    } catch (RuntimeException e) {
      // The span goes on without a session; the user's code must not notice.
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }

  @Override
  public String toString() {
    return "ScopeStamper{}";
  }

  private static void stamp(Context parentContext, ReadWriteSpan span) {
    Map<String, Object> scope =
        isStamped(span) ? openSession(parentContext) : ScopeAttributes.next(parentContext);
    String open = (String) scope.get(Fulgurite.SESSION_ID);
    if (open != null && Fulgurite.SOURCE_FRAMEWORK.equals(span.getAttribute(SOURCE))) {
      span.setAttribute(SESSION, open);
      span.setAttribute(CONVERSATION, open);
      span.setAttribute(SOURCE, Fulgurite.SOURCE_SESSION);
    }
    String own = span.getAttribute(SESSION);
    if (own != null) {
      identify(span, own, Fulgurite.SOURCE_FRAMEWORK);
    }
    scope.forEach((key, value) -> put(span, key, value));
    if (open != null) {
      identify(span, open, Fulgurite.SOURCE_SESSION);
    } else if (own == null) {
      stampWithoutSession(parentContext, span);
    }
  }

  /** Whether the bridge of an agent was here: another sequence id would leave a gap. */
  private static boolean isStamped(ReadWriteSpan span) {
    return span.getAttribute(SEQUENCE) != null && span.getAttribute(ROLLOUT) != null;
  }

  private static Map<String, Object> openSession(Context context) {
    return context
        .wrapSupplier(Session::current)
        .get()
        .<Map<String, Object>>map(session -> Map.of(Fulgurite.SESSION_ID, session.id()))
        .orElse(Map.of());
  }

  private static void stampWithoutSession(Context parentContext, ReadWriteSpan span) {
    String conversation = span.getAttribute(CONVERSATION);
    if (conversation != null) {
      identify(span, conversation, Fulgurite.SOURCE_FRAMEWORK);
    } else if (Span.fromContext(parentContext) instanceof ReadableSpan parent
        && parent.getAttribute(SESSION) != null) {
      stampAs(parent, span);
    } else {
      put(span, SESSION, span.getSpanContext().getTraceId());
      put(span, SOURCE, Fulgurite.SOURCE_TRACE);
    }
  }

  /** A framework may have said on the parent what its conversation is after that had started. */
  private static void stampAs(ReadableSpan parent, ReadWriteSpan span) {
    String conversation = parent.getAttribute(CONVERSATION);
    if (conversation != null && Fulgurite.SOURCE_TRACE.equals(parent.getAttribute(SOURCE))) {
      identify(span, conversation, Fulgurite.SOURCE_FRAMEWORK);
    }
    put(span, SESSION, parent.getAttribute(SESSION));
    put(span, CONVERSATION, conversation);
    put(span, USER, parent.getAttribute(USER));
    put(span, SOURCE, parent.getAttribute(SOURCE));
  }

  private static void identify(ReadWriteSpan span, String session, String source) {
    put(span, SESSION, session);
    put(span, CONVERSATION, session);
    put(span, SOURCE, source);
  }

  @SuppressWarnings("unchecked") // ScopeAttributes holds lists of strings only
  private static void put(ReadWriteSpan span, String key, Object value) {
    if (value instanceof String text) {
      put(span, stringKey(key), text);
    } else if (value instanceof Long number) {
      put(span, longKey(key), number);
    } else if (value instanceof List<?> list) {
      put(span, stringArrayKey(key), (List<String>) list);
    }
  }

  private static <T> void put(ReadWriteSpan span, AttributeKey<T> key, @Nullable T value) {
    if (value != null && span.getAttribute(key) == null) {
      span.setAttribute(key, value);
    }
  }
}
