package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.Attribute;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;

/** Attributes that have crossed, in the agent's own types again. */
public final class SinkAttributes {
  static Attributes of(List<Attribute> attributes) {
    if (attributes.isEmpty()) {
      return Attributes.empty();
    }
    AttributesBuilder builder = Attributes.builder();
    attributes.forEach(attribute -> put(builder, attribute));
    return builder.build();
  }

  /** From plain values: String, Long, Double, Boolean, or lists of one of them. */
  public static Attributes of(Map<String, Object> values) {
    return of(list(values));
  }

  static List<Attribute> list(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> new Attribute(entry.getKey(), type(entry.getValue()), entry.getValue()))
        .toList();
  }

  private static String type(Object value) {
    if (value instanceof List<?> list) {
      return type(list.isEmpty() ? "" : list.get(0)) + "_ARRAY";
    }
    return value instanceof Boolean
        ? "BOOLEAN"
        : value instanceof Double ? "DOUBLE" : value instanceof Long ? "LONG" : "STRING";
  }

  @SuppressWarnings("unchecked") // the type's name says what the value is
  private static void put(AttributesBuilder builder, Attribute attribute) {
    String key = attribute.key();
    Object value = attribute.value();
    switch (attribute.type()) {
      case "BOOLEAN" -> builder.put(key, (Boolean) value);
      case "LONG" -> builder.put(key, (Long) value);
      case "DOUBLE" -> builder.put(key, (Double) value);
      case "STRING_ARRAY" -> builder.put(AttributeKey.stringArrayKey(key), (List<String>) value);
      case "BOOLEAN_ARRAY" -> builder.put(AttributeKey.booleanArrayKey(key), (List<Boolean>) value);
      case "LONG_ARRAY" -> builder.put(AttributeKey.longArrayKey(key), (List<Long>) value);
      case "DOUBLE_ARRAY" -> builder.put(AttributeKey.doubleArrayKey(key), (List<Double>) value);
      // Strings, and types newer than this agent.
      default -> builder.put(key, String.valueOf(value));
    }
  }

  private SinkAttributes() {}
}
