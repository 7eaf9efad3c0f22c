package dev.fulgurite.agent.genai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects attributes in the types a span takes; what is null or empty is left out. */
public final class Attributes {
  private final Map<String, Object> values = new LinkedHashMap<>();

  public Attributes put(String key, @Nullable Object value) {
    if (value instanceof Integer || value instanceof Long) {
      values.put(key, ((Number) value).longValue());
    } else if (value instanceof Number number) {
      values.put(key, number.doubleValue());
    } else if (value instanceof String || value instanceof Boolean) {
      values.put(key, value);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      values.put(key, list.stream().map(String::valueOf).toList());
    }
    return this;
  }

  public Map<String, Object> toMap() {
    return values;
  }
}
