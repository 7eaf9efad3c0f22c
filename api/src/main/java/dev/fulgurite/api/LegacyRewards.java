package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
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

  static OptionalDouble value(Attributes attributes, boolean annotation, String where) {
    Object recorded = recorded(attributes, annotation);
    return recorded == null ? OptionalDouble.empty() : number(recorded, where);
  }

  /** Of whatever type, or null. An attribute {@code reward} counts on an annotation alone. */
  static @Nullable Object recorded(Attributes attributes, boolean annotation) {
    Object primary = IndexedAttributes.last(attributes, AgentLightning.PRIMARY_REWARD_VALUE);
    if (primary == null && annotation) {
      primary = IndexedAttributes.last(attributes, "reward");
    }
    return primary != null ? primary : fromOutputs(attributes);
  }

  private static @Nullable Object fromOutputs(Attributes attributes) {
    for (AttributeKey<String> key : OUTPUTS) {
      String output = attributes.get(key);
      if (output != null
          && parsed(output) instanceof Map<?, ?> map
          && "reward".equals(map.get("type"))) {
        return map.get("value");
      }
    }
    return null;
  }

  /** Outputs of other tasks are any text: that is not malformed. */
  private static @Nullable Object parsed(String output) {
    try {
      return output.contains("reward") ? JsonReader.read(output) : null;
    } catch (IllegalArgumentException noJson) {
      return null;
    }
  }

  private static OptionalDouble number(Object value, String where) {
    try {
      return OptionalDouble.of(IndexedAttributes.number(value));
    } catch (IllegalArgumentException malformed) {
      Warnings.report("cannot read a reward", where + ": " + malformed.getMessage());
      return OptionalDouble.empty();
    }
  }

  private LegacyRewards() {}
}
