package dev.fulgurite.exporter.lightning;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** One try at one rollout. */
record AttemptId(String rollout, String attempt) {
  private static final AttributeKey<String> ROLLOUT =
      AttributeKey.stringKey(AgentLightning.ROLLOUT_ID);
  private static final AttributeKey<String> ATTEMPT =
      AttributeKey.stringKey(AgentLightning.ATTEMPT_ID);

  /** Null for a span of none, which Agent Lightning would drop without a word. */
  static @Nullable AttemptId of(ReadableSpan span) {
    return of(span.getAttribute(ROLLOUT), span.getAttribute(ATTEMPT));
  }

  static @Nullable AttemptId of(SpanData span) {
    return of(span.getAttributes().get(ROLLOUT), span.getAttributes().get(ATTEMPT));
  }

  private static @Nullable AttemptId of(@Nullable String rollout, @Nullable String attempt) {
    return rollout == null || attempt == null ? null : new AttemptId(rollout, attempt);
  }
}
