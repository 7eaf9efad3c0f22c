package dev.fulgurite.exporter.normalize;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * Adds the GenAI conventions' attributes to spans of Google's ADK: operation, provider, messages,
 * tool arguments and results, and the session of the whole run; and puts them under the parent that
 * they ran in. Spans of others cost one look at their instrumentation scope. Thread-safe, never
 * throws.
 */
public final class SpanNormalizer {
  private final AdkParents parents = new AdkParents();
  private final AdkSessions sessions = new AdkSessions();

  private SpanNormalizer() {}

  /** One per pipeline: it must see a span's children before the span. */
  public static SpanNormalizer create() {
    return new SpanNormalizer();
  }

  /** {@code span} itself, unless there is something to add. */
  public ReadableSpan normalize(ReadableSpan span) {
    if (!AdkSpan.SCOPE.equals(span.getInstrumentationScopeInfo().getName())) {
      return span;
    }
    SpanData data = normalized(span.toSpanData());
    return data == null ? span : new NormalizedSpan(span, data);
  }

  /** The same. */
  public SpanData normalize(SpanData span) {
    if (!AdkSpan.SCOPE.equals(span.getInstrumentationScopeInfo().getName())) {
      return span;
    }
    SpanData data = normalized(span);
    return data == null ? span : data;
  }

  private @Nullable SpanData normalized(SpanData span) {
    try {
      SpanContext parent = parents.of(span);
      Attributes attributes = new AdkSpan(span).attributes(sessions.of(span, parent));
      return new NormalizedSpanData(span, attributes, parent);
    } catch (RuntimeException | StackOverflowError e) {
      return null; // as the framework has it, then
    }
  }
}
