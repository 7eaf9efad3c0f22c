package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.Attribute;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes on their way across. */
final class AttributeList {
  private final List<Attribute> attributes = new ArrayList<>();

  static List<Attribute> of(@Nullable Attributes attributes) {
    AttributeList list = new AttributeList();
    if (attributes != null) {
      attributes.forEach(list::add);
    }
    return list.toList();
  }

  static Attribute one(AttributeKey<?> key, Object value) {
    return new Attribute(key.getKey(), key.getType().name(), value);
  }

  /** Ignores what has no key or no value, as OpenTelemetry does. */
  void add(AttributeKey<?> key, @Nullable Object value) {
    if (value != null && !key.getKey().isEmpty()) {
      attributes.add(one(key, value));
    }
  }

  List<Attribute> toList() {
    return List.copyOf(attributes);
  }

  /** From plain values: String, Long, Double, Boolean, or lists of one of them. */
  static Attributes toAttributes(Map<String, Object> values) {
    AttributesBuilder attributes = Attributes.builder();
    values.forEach((key, value) -> put(attributes, key, value));
    return attributes.build();
  }

  @SuppressWarnings("unchecked") // the element type is looked at first
  private static void put(AttributesBuilder attributes, String key, Object value) {
    Object sample = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
    boolean many = value instanceof List;
    if (sample instanceof Boolean) {
      attributes.put((AttributeKey<Object>) key(key, AttributeType.BOOLEAN, many), value);
    } else if (sample instanceof Long || sample instanceof Integer) {
      attributes.put((AttributeKey<Object>) key(key, AttributeType.LONG, many), longs(value));
    } else if (sample instanceof Double) {
      attributes.put((AttributeKey<Object>) key(key, AttributeType.DOUBLE, many), value);
    } else {
      attributes.put((AttributeKey<Object>) key(key, AttributeType.STRING, many), texts(value));
    }
  }

  private static AttributeKey<?> key(String key, AttributeType type, boolean many) {
    return switch (type) {
      case BOOLEAN -> many ? AttributeKey.booleanArrayKey(key) : AttributeKey.booleanKey(key);
      case LONG -> many ? AttributeKey.longArrayKey(key) : AttributeKey.longKey(key);
      case DOUBLE -> many ? AttributeKey.doubleArrayKey(key) : AttributeKey.doubleKey(key);
      default -> many ? AttributeKey.stringArrayKey(key) : AttributeKey.stringKey(key);
    };
  }

  private static Object longs(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(element -> ((Number) element).longValue()).toList()
        : (Object) ((Number) value).longValue();
  }

  private static Object texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : String.valueOf(value);
  }
}
