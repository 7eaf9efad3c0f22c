package dev.fulgurite.exporter;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/** The two lanes of the queue. */
enum Lane {
  /** Rewards and exceptions: never sampled out, dropped last. */
  PRIORITY,
  ORDINARY;

  static final AttributeKey<Double> REWARD =
      AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE);

  static Lane of(ReadableSpan span) {
    return of(span.getName(), span.getAttribute(REWARD));
  }

  static Lane of(String name, @Nullable Double reward) {
    boolean priority = reward != null || name.equals(AgentLightning.EXCEPTION_SPAN);
    return priority ? PRIORITY : ORDINARY;
  }
}
