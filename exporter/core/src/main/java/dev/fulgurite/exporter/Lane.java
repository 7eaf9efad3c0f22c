package dev.fulgurite.exporter;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** The two lanes of the queue. */
enum Lane {
  /** Rewards and exceptions: never sampled out, dropped last. */
  PRIORITY,
  ORDINARY;

  static final AttributeKey<Double> REWARD =
      AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE);

  /** Forms that readers take for a reward too, on annotation spans: keys carry their type. */
  private static final List<AttributeKey<?>> OTHER_REWARDS =
      List.of(
          AttributeKey.longKey(AgentLightning.PRIMARY_REWARD_VALUE),
          AttributeKey.booleanKey(AgentLightning.PRIMARY_REWARD_VALUE),
          AttributeKey.doubleKey("reward"),
          AttributeKey.longKey("reward"));

  static Lane of(SpanData span) {
    return of(span.getName(), span.getAttributes());
  }

  static Lane of(String name, Attributes attributes) {
    boolean priority =
        attributes.get(REWARD) != null
            || name.equals(AgentLightning.EXCEPTION_SPAN)
            || (name.equals(AgentLightning.ANNOTATION_SPAN) && holdsOtherReward(attributes));
    return priority ? PRIORITY : ORDINARY;
  }

  private static boolean holdsOtherReward(Attributes attributes) {
    return OTHER_REWARDS.stream().anyMatch(key -> attributes.get(key) != null);
  }
}
