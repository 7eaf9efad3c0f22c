package dev.fulgurite.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What has become of the messages of a {@link Conversation}, always: {@code total = kept +
 * evicted}, and each call to add is one of {@code total} or one of {@code errors}. Immutable.
 *
 * @param total messages taken, those it began with included
 * @param errors messages refused
 * @param kept messages in it now
 * @param evictedFor messages that had to go, by reason; a reason that never was is not there
 * @param unrecorded messages taken that became no span, since nothing listened
 * @param listenerFailures calls of listeners that threw
 * @param uptime since it was built
 */
public record ConversationStats(
    long total,
    long user,
    long assistant,
    long system,
    long tool,
    long errors,
    long kept,
    Map<Eviction, Long> evictedFor,
    long unrecorded,
    long listenerFailures,
    Duration uptime) {
  /** Why a message had to go. */
  public enum Eviction {
    /** More turns than {@code max_turns}. */
    TURNS,
    /** More tokens than {@code max_tokens}. */
    TOKENS,
    /** More bytes than {@code max_memory_mb}. */
    MEMORY,
    /** Another system message took its place. */
    REPLACED,
    /** {@link Conversation#clear}. */
    CLEARED
  }

  /** Messages that had to go. */
  public long evicted() {
    return evictedFor.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As JSON: {@code total_messages}, {@code user_messages} and so on. */
  public String toJson() {
    return JsonWriter.write(toMap()).text();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("total_messages", total);
    map.put("user_messages", user);
    map.put("assistant_messages", assistant);
    map.put("system_messages", system);
    map.put("tool_messages", tool);
    map.put("errors", errors);
    map.put("kept_messages", kept);
    map.put("evicted_messages", evicted());
    Map<String, Object> reasons = new LinkedHashMap<>();
    for (Eviction reason : Eviction.values()) {
      reasons.put(reason.name().toLowerCase(Locale.ROOT), evictedFor.getOrDefault(reason, 0L));
    }
    map.put("evicted_for", reasons);
    map.put("unrecorded_messages", unrecorded);
    map.put("listener_failures", listenerFailures);
    map.put("uptime_seconds", uptime.toNanos() / 1e9);
    return map;
  }
}
