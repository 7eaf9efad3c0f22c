package dev.fulgurite.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How much memory the messages of a {@link Conversation} take: an estimate from their lengths, as
 * the JVM holds texts. Immutable.
 *
 * @param usageBytes of the messages in it now
 * @param limitBytes beyond which the oldest go until 80 % is left
 */
public record ConversationMemory(long usageBytes, long limitBytes) {
  static final long MEBIBYTE = 1 << 20;

  public double usageMb() {
    return (double) usageBytes / MEBIBYTE;
  }

  public double limitMb() {
    return (double) limitBytes / MEBIBYTE;
  }

  /** From 0.0 to 1.0. */
  public double utilization() {
    return (double) usageBytes / limitBytes;
  }

  /** As JSON, the utilization as a text such as {@code 42.00%}. */
  public String toJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("usage_bytes", usageBytes);
    map.put("usage_mb", usageMb());
    map.put("limit_mb", limitMb());
    map.put("utilization", String.format(Locale.ROOT, "%.2f%%", 100 * utilization()));
    return JsonWriter.write(map).text();
  }
}
