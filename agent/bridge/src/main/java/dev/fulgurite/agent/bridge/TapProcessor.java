package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.SpanTap;
import dev.fulgurite.agent.boundary.Withheld;
import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * In an application's own SDK: gives each span its session, and the agent a copy when it ends, with
 * the content that the SDK does not see. What it costs the application is one copy.
 */
final class TapProcessor implements SpanProcessor {
  private static final AttributeKey<Long> SEQUENCE =
      AttributeKey.longKey(AgentLightning.SEQUENCE_ID);

  private final SpanTap tap;
  private final EndedSpans ended = new EndedSpans();

  TapProcessor(SpanTap tap) {
    this.tap = tap;
  }

  static void addTo(Object builder, SpanTap tap) {
    ((SdkTracerProviderBuilder) builder).addSpanProcessor(new TapProcessor(tap));
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    try {
      // A hook's span has been stamped; another sequence id would leave a gap.
      if (span.getAttribute(SEQUENCE) == null) {
        String framework = SessionAttributes.framework(parentContext, null);
        AttributeList.toAttributes(SessionAttributes.of(parentContext, framework))
            .forEach((key, value) -> stamp(span, key, value));
      }
    } catch (RuntimeException | LinkageError e) {
      return; // it goes on without a session
    }
  }

  @SuppressWarnings("unchecked") // a key and its own value
  private static void stamp(ReadWriteSpan span, AttributeKey<?> key, Object value) {
    if (span.getAttribute(key) == null) {
      span.setAttribute((AttributeKey<Object>) key, value);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      tap.ended(ended.of(span).with(Withheld.take(span.getSpanContext().getSpanId())));
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public String toString() {
    return "TapProcessor{fulgurite agent}";
  }
}
