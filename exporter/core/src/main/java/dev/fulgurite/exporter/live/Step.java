package dev.fulgurite.exporter.live;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of an agent. Immutable.
 *
 * @param stream which stream it came through: eight hexadecimal digits, new for each stream
 * @param sequence its place in the stream, from 1; readers see each stream in this order, and a gap
 *     is what they have missed
 * @param content what was thought, said, asked of a tool or answered by it; empty for an end
 * @param attributes strings, booleans, {@link Long} and {@link Double}, lists and maps of them
 * @param time when it was emitted; of a stored step, when its span began, microseconds later
 */
public record Step(
    String stream,
    long sequence,
    String session,
    StepKind kind,
    String content,
    Map<String, Object> attributes,
    Instant time) {

  /** The same for everybody who sees the step, live or from a store; unique. */
  public String id() {
    return stream + '-' + sequence;
  }

  /** What a step may hold of {@code given}: its own copy, without nulls. */
  static Map<String, Object> plain(Map<String, ?> given) {
    if (given.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          if (value != null) {
            plain.put(requireNonNull(key, "key of an attribute"), plainValue(value));
          }
        });
    return Collections.unmodifiableMap(plain);
  }

  private static Object plainValue(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> each == null ? "null" : plainValue(each)).toList();
    }
    return value instanceof Map<?, ?> map ? plain(named(map)) : String.valueOf(value);
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
  }
}
