package dev.fulgurite.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Conversation} in numbers. Immutable.
 *
 * @param totalTokens of every message taken
 * @param keptTokens of the messages in it now
 * @param turns in it now
 * @param tokensEstimated whether tokens are an estimate from the length, since no counter was given
 * @param averageMessageLength characters of the messages in it now; 0 for none
 * @param startTime when it was built
 * @param lastUpdate when the latest message was taken; null before the first
 */
public record ConversationMetrics(
    ConversationStats stats,
    long totalTokens,
    long keptTokens,
    int turns,
    boolean tokensEstimated,
    double averageMessageLength,
    Instant startTime,
    @Nullable Instant lastUpdate) {
  /** As JSON, one object with the statistics; times in seconds since the epoch. */
  public String toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(stats.toMap());
    map.put("total_tokens", totalTokens);
    map.put("kept_tokens", keptTokens);
    map.put("kept_turns", turns);
    map.put("tokens_estimated", tokensEstimated);
    map.put("avg_message_length", averageMessageLength);
    map.put("start_time", seconds(startTime));
    map.put("last_update", lastUpdate == null ? null : seconds(lastUpdate));
    return JsonWriter.write(map).text();
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }
}
