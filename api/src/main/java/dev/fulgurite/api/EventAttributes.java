package dev.fulgurite.api;

import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.common.AttributeKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of one span on their way to it, capped. The first value of a key wins, so the
 * event's own attributes go before the caller's. Used by one thread.
 */
final class EventAttributes {
  /** A span builder or a span: both spell {@code setAttribute}. */
  interface Target {
    <T> void set(AttributeKey<T> key, T value);
  }

  private static final AttributeKey<Boolean> TRUNCATED =
      AttributeKey.booleanKey(Fulgurite.TRUNCATED);

  private final Set<String> keys = new HashSet<>();
  private Target target;
  private boolean truncated;

  EventAttributes(Target target) {
    this.target = target;
  }

  /** From here on the attributes go to {@code next}, under the same caps. */
  void into(Target next) {
    target = next;
  }

  /** {@code flat} is as in {@link AttributeTree}. */
  void putAll(Map<String, ?> flat) {
    flat.forEach(this::put);
  }

  void put(String key, Object flat) {
    if (key.equals(Fulgurite.TRUNCATED)) {
      truncated();
    } else if (keys.size() >= Limits.ATTRIBUTES && !keys.contains(key)) {
      truncated();
    } else if (keys.add(key)) {
      set(key, flat);
    }
  }

  /** Once: OpenTelemetry would count the second time as a dropped attribute. */
  void truncated() {
    if (!truncated) {
      truncated = true;
      target.set(TRUNCATED, true);
    }
  }

  private void set(String key, Object flat) {
    if (flat instanceof String text) {
      String kept = Limits.cut(text, Limits.TEXT);
      if (kept.length() < text.length()) {
        truncated();
      }
      target.set(AttributeKey.stringKey(key), kept);
    } else if (flat instanceof Double number) {
      target.set(AttributeKey.doubleKey(key), number);
    } else if (flat instanceof Long number) {
      target.set(AttributeKey.longKey(key), number);
    } else if (flat instanceof Boolean flag) {
      target.set(AttributeKey.booleanKey(key), flag);
    } else if (flat instanceof List<?> list) {
      setList(key, list);
    }
  }

  @SuppressWarnings("unchecked") // A flat list holds one type, which its first element tells.
  private void setList(String key, List<?> list) {
    Object first = list.get(0);
    if (first instanceof String) {
      target.set(AttributeKey.stringArrayKey(key), (List<String>) list);
    } else if (first instanceof Double) {
      target.set(AttributeKey.doubleArrayKey(key), (List<Double>) list);
    } else if (first instanceof Long) {
      target.set(AttributeKey.longArrayKey(key), (List<Long>) list);
    } else {
      target.set(AttributeKey.booleanArrayKey(key), (List<Boolean>) list);
    }
  }
}
