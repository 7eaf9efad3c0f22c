package dev.fulgurite.api;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of the shape {@code prefix.{i}.field}, or {@code prefix.{i}} whose field is empty, in
 * the order of the numbers: the tenth after the ninth, gaps allowed.
 */
final class IndexedAttributes {
  private final String prefix;
  private final Map<Integer, Map<String, Object>> byIndex = new TreeMap<>();

  private IndexedAttributes(String prefix) {
    this.prefix = prefix;
  }

  static IndexedAttributes of(Attributes attributes, String prefix) {
    IndexedAttributes indexed = new IndexedAttributes(prefix + '.');
    attributes.forEach((key, value) -> indexed.add(key.getKey(), value));
    return indexed;
  }

  static Map<String, Object> flat(SpanView span) {
    return flat(span.attributes());
  }

  static Map<String, Object> flat(Attributes attributes) {
    Map<String, Object> flat = new LinkedHashMap<>();
    attributes.forEach((key, value) -> flat.put(key.getKey(), value));
    return flat;
  }

  /** The value of {@code name}, of any type; of several the last, and null without one. */
  static @Nullable Object last(Attributes attributes, String name) {
    Last last = new Last(name);
    attributes.forEach(last);
    return last.value;
  }

  /** A search that makes nothing: it is done for each span that is stored. */
  private static final class Last implements BiConsumer<AttributeKey<?>, Object> {
    private final String name;
    private @Nullable Object value;

    Last(String name) {
      this.name = name;
    }

    @Override
    public void accept(AttributeKey<?> key, Object candidate) {
      if (key.getKey().equals(name)) {
        value = candidate;
      }
    }
  }

  /**
   * What {@code reader} makes of the number and the fields of each element; nothing at all, and a
   * warning that says {@code where}, if it refuses one.
   */
  <T> List<T> read(String where, BiFunction<Integer, Map<String, Object>, T> reader) {
    List<T> elements = new ArrayList<>(byIndex.size());
    try {
      byIndex.forEach((index, fields) -> elements.add(reader.apply(index, fields)));
    } catch (IllegalArgumentException malformed) {
      Warnings.report("cannot read " + prefix + '*', where + ": " + malformed.getMessage());
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

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Boolean
        || (value instanceof Number number && Double.isFinite(number.doubleValue()));
  }

  /** A boolean counts as 1 or 0. */
  static double number(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Number number && isNumber(number)) {
      return number.doubleValue();
    }
    String shown = value instanceof String ? "the text '" + value + "'" : String.valueOf(value);
    throw new IllegalArgumentException("no finite number: " + shown);
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
