package dev.fulgurite.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of the shape {@code prefix.{i}.field}, or {@code prefix.{i}} whose field is empty, in
 * the order of the numbers: the tenth after the ninth, gaps allowed.
 */
final class IndexedAttributes {
  private final SpanView span;
  private final String prefix;
  private final Map<Integer, Map<String, Object>> byIndex = new TreeMap<>();

  private IndexedAttributes(SpanView span, String prefix) {
    this.span = span;
    this.prefix = prefix;
  }

  static IndexedAttributes of(SpanView span, String prefix) {
    IndexedAttributes indexed = new IndexedAttributes(span, prefix + '.');
    span.attributes().forEach((key, value) -> indexed.add(key.getKey(), value));
    return indexed;
  }

  static Map<String, Object> flat(SpanView span) {
    Map<String, Object> flat = new LinkedHashMap<>();
    span.attributes().forEach((key, value) -> flat.put(key.getKey(), value));
    return flat;
  }

  /**
   * What {@code reader} makes of each element; nothing at all, and a warning, if it refuses one.
   */
  <T> List<T> read(Function<Map<String, Object>, T> reader) {
    List<T> elements = new ArrayList<>(byIndex.size());
    try {
      for (Map<String, Object> fields : byIndex.values()) {
        elements.add(reader.apply(fields));
      }
    } catch (IllegalArgumentException malformed) {
      Warnings.report("cannot read " + prefix + '*', "of span " + span.spanId(), malformed);
      return List.of();
    }
    return List.copyOf(elements);
  }

  static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no string: " + value);
  }

  static double number(@Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("no finite number: " + value);
  }

  private void add(String key, Object value) {
    if (!key.startsWith(prefix)) {
      return;
    }
    int dot = key.indexOf('.', prefix.length());
    String index = key.substring(prefix.length(), dot < 0 ? key.length() : dot);
    try {
      byIndex
          .computeIfAbsent(Integer.parseUnsignedInt(index), i -> new LinkedHashMap<>())
          .put(dot < 0 ? "" : key.substring(dot + 1), value);
    } catch (NumberFormatException noIndex) {
      // Another attribute of someone's below the same prefix.
    }
  }
}
