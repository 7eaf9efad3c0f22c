package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Rewards as they were written before there were dimensions, and by foreign readers of ours. */
final class LegacyRewards {
  private static final List<AttributeKey<String>> OUTPUTS =
      List.of(
          AttributeKey.stringKey("agentops.task.output"),
          AttributeKey.stringKey("agentops.entity.output"));

  static OptionalDouble value(SpanView span) {
    Map<String, Object> flat = IndexedAttributes.flat(span);
    Object primary = flat.get(AgentLightning.PRIMARY_REWARD_VALUE);
    if (primary == null && span.name().equals(AgentLightning.ANNOTATION_SPAN)) {
      primary = flat.get("reward");
    }
    return primary != null ? number(primary, span) : fromOutputs(span);
  }

  private static OptionalDouble fromOutputs(SpanView span) {
    for (AttributeKey<String> key : OUTPUTS) {
      String output = span.attributes().get(key);
      if (output != null
          && parsed(output) instanceof Map<?, ?> map
          && "reward".equals(map.get("type"))) {
        Object value = map.get("value");
        return value == null ? OptionalDouble.empty() : number(value, span);
      }
    }
    return OptionalDouble.empty();
  }

  /** Outputs of other tasks are any text: that is not malformed. */
  private static @Nullable Object parsed(String output) {
    try {
      return output.contains("reward") ? JsonReader.read(output) : null;
    } catch (IllegalArgumentException noJson) {
      return null;
    }
  }

  private static OptionalDouble number(Object value, SpanView span) {
    try {
      Object plain = value instanceof Boolean flag ? (Object) (flag ? 1.0 : 0.0) : value;
      return OptionalDouble.of(IndexedAttributes.number(plain));
    } catch (IllegalArgumentException malformed) {
      Warnings.report("cannot read a reward", "of span " + span.spanId(), malformed);
      return OptionalDouble.empty();
    }
  }

  private LegacyRewards() {}
}
