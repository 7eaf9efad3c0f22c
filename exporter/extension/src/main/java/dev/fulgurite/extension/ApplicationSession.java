package dev.fulgurite.extension;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.Map;

/**
 * Stamps what the application's own {@code fulgurite-api} knows of its open session. The agent
 * keeps the application's context inside its own, under keys that nobody else has; so the session
 * is that of the current thread, and only where the span's parent is current there too.
 */
final class ApplicationSession implements SpanProcessor {
  private final ApplicationScopes scopes = new ApplicationScopes();

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    boolean current =
        Span.fromContext(parentContext).getSpanContext().equals(Span.current().getSpanContext());
    if (current) {
      Map<String, Object> scope = scopes.next(Thread.currentThread().getContextClassLoader());
      scope.forEach((key, value) -> put(span, key, value));
      if (scope.containsKey(Fulgurite.SESSION_ID)) {
        put(span, Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_SESSION);
      }
    }
  }

  @SuppressWarnings("unchecked") // a list holds strings, as the API says
  private static void put(ReadWriteSpan span, String key, Object value) {
    if (value instanceof String text) {
      span.setAttribute(stringKey(key), text);
    } else if (value instanceof Long number) {
      span.setAttribute(longKey(key), number);
    } else if (value instanceof List<?> list) {
      span.setAttribute(stringArrayKey(key), (List<String>) list);
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
}
