package dev.fulgurite.exporter.store;

import dev.fulgurite.api.SpanView;
import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** The value a span is scored with, where it is one. */
final class PrimaryReward {
  private static final AttributeKey<Double> VALUE =
      AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE);

  /** Null without a reward, and for NaN and infinities, which nothing can be averaged with. */
  static @Nullable Double of(SpanView span) {
    Double value = span.attributes().get(VALUE);
    return value != null && Double.isFinite(value) ? value : null;
  }

  private PrimaryReward() {}
}
