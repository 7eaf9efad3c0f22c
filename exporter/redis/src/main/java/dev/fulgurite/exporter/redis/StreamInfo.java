package dev.fulgurite.exporter.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Redis knows about a stream.
 *
 * @param length entries
 * @param firstId of the oldest entry, empty for none
 * @param lastId of the newest entry that there ever was; {@code 0-0} for none
 * @param groups consumer groups
 */
public record StreamInfo(long length, String firstId, String lastId, long groups) {
  /** Of a stream that does not exist. */
  static final StreamInfo NONE = new StreamInfo(0, "", "0-0", 0);

  /** From what Redis answers: names and values in turn. */
  static StreamInfo of(List<Object> answer) {
    Map<String, Object> known = new HashMap<>();
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      if (answer.get(i + 1) != null) {
        known.put(String.valueOf(answer.get(i)), answer.get(i + 1));
      }
    }
    return new StreamInfo(
        number(known.get("length")),
        known.get("first-entry") instanceof List<?> entry ? String.valueOf(entry.get(0)) : "",
        String.valueOf(known.getOrDefault("last-generated-id", "0-0")),
        number(known.get("groups")));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
