package dev.fulgurite.exporter.json;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that was read as the attribute that was written. */
public final class ListAttribute {
  /**
   * An array where all elements are strings, or of another of its types, or nothing: an application
   * may put null into one. Else a value.
   */
  public static void put(AttributesBuilder into, String key, List<Value<?>> elements) {
    if (isOf(String.class, elements)) {
      into.put(AttributeKey.stringArrayKey(key), as(String.class, elements));
    } else if (isOf(Boolean.class, elements)) {
      into.put(AttributeKey.booleanArrayKey(key), as(Boolean.class, elements));
    } else if (isOf(Long.class, elements)) {
      into.put(AttributeKey.longArrayKey(key), as(Long.class, elements));
    } else if (isOf(Double.class, elements)) {
      into.put(AttributeKey.doubleArrayKey(key), as(Double.class, elements));
    } else {
      into.put(key, Value.of(elements));
    }
  }

  static boolean isOf(Class<?> type, List<Value<?>> elements) {
    return elements.stream().allMatch(each -> isNull(each) || type.isInstance(each.getValue()));
  }

  private static <T> List<@Nullable T> as(Class<T> type, List<Value<?>> elements) {
    return elements.stream()
        .<@Nullable T>map(each -> isNull(each) ? null : type.cast(each.getValue()))
        .toList();
  }

  static boolean isNull(Value<?> element) {
    return element.getType() == ValueType.EMPTY;
  }

  private ListAttribute() {}
}
