package dev.fulgurite.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bounds of a {@link Conversation} and what it does beside keeping messages. Immutable.
 *
 * @param maxTurns turns kept; default 10
 * @param maxTokens tokens of all kept messages; default 4,096
 * @param maxMessageLength characters of one message; default 1,048,576, which is what a span holds
 * @param maxMemoryMb mebibytes of all kept messages, by {@link ConversationMemory}'s estimate;
 *     default 10
 * @param maxRetries how often a guarded listener is tried with one message, the first time
 *     included; default 3
 * @param loggingEnabled whether each message gets a line in the log, without its content; default
 *     true
 * @param metricsEnabled whether {@link Conversation#metrics} tells something; default true
 */
public record ConversationConfig(
    int maxTurns,
    int maxTokens,
    int maxMessageLength,
    double maxMemoryMb,
    int maxRetries,
    boolean loggingEnabled,
    boolean metricsEnabled) {
  /** Every default. */
  public static final ConversationConfig DEFAULTS =
      new ConversationConfig(10, 4096, Limits.TEXT, 10.0, 3, true, true);

  private static final double LARGEST_MEMORY = 1 << 20;

  /**
   * @throws IllegalArgumentException if a bound is not positive
   */
  public ConversationConfig {
    ifNotPositive(maxTurns, ConversationSetting.MAX_TURNS);
    ifNotPositive(maxTokens, ConversationSetting.MAX_TOKENS);
    ifNotPositive(maxMessageLength, ConversationSetting.MAX_MESSAGE_LENGTH);
    ifNotPositive(maxRetries, ConversationSetting.MAX_RETRIES);
    if (!(maxMemoryMb > 0 && maxMemoryMb <= LARGEST_MEMORY)) {
      throw new Refusal(
          "%s must be above 0 and at most %.0f, was %s"
              .formatted(ConversationSetting.MAX_MEMORY_MB.key(), LARGEST_MEMORY, maxMemoryMb));
    }
  }

  /**
   * Reads a JSON object such as {@code {"max_turns": 5, "enable_logging": false}}; what it does not
   * name has its default.
   *
   * @throws IllegalArgumentException if it is no JSON object, or a key or value of it is wrong:
   *     says which, and for a key the nearest one that there is
   */
  public static ConversationConfig ofJson(String json) {
    if (JsonReader.read(Refusal.ifNull(json, "json")) instanceof Map<?, ?> members) {
      Map<String, Object> settings = new LinkedHashMap<>();
      members.forEach((key, value) -> settings.put(String.valueOf(key), value));
      return DEFAULTS.with(settings);
    }
    throw new Refusal("json must be an object such as {\"max_turns\": 5}");
  }

  /** Every setting, as {@link #ofJson} reads it. */
  public String toJson() {
    return JsonWriter.write(ConversationSetting.all(this)).text();
  }

  /**
   * This one with other values for some keys, those of {@link #toJson}.
   *
   * @throws IllegalArgumentException as {@link #ofJson}
   */
  public ConversationConfig with(Map<String, ?> settings) {
    ConversationConfig changed = this;
    for (Map.Entry<String, ?> setting : Refusal.ifNull(settings, "settings").entrySet()) {
      changed = ConversationSetting.of(setting.getKey()).apply(changed, setting.getValue());
    }
    return changed;
  }

  public ConversationConfig withMaxTurns(int turns) {
    return with(Map.of(ConversationSetting.MAX_TURNS.key(), turns));
  }

  public ConversationConfig withMaxTokens(int tokens) {
    return with(Map.of(ConversationSetting.MAX_TOKENS.key(), tokens));
  }

  public ConversationConfig withMaxMessageLength(int characters) {
    return with(Map.of(ConversationSetting.MAX_MESSAGE_LENGTH.key(), characters));
  }

  public ConversationConfig withMaxMemoryMb(double mebibytes) {
    return with(Map.of(ConversationSetting.MAX_MEMORY_MB.key(), mebibytes));
  }

  public ConversationConfig withMaxRetries(int tries) {
    return with(Map.of(ConversationSetting.MAX_RETRIES.key(), tries));
  }

  public ConversationConfig withLoggingEnabled(boolean enabled) {
    return with(Map.of(ConversationSetting.ENABLE_LOGGING.key(), enabled));
  }

  public ConversationConfig withMetricsEnabled(boolean enabled) {
    return with(Map.of(ConversationSetting.ENABLE_METRICS.key(), enabled));
  }

  long maxBytes() {
    return (long) (maxMemoryMb * ConversationMemory.MEBIBYTE);
  }

  private static void ifNotPositive(int value, ConversationSetting setting) {
    if (value < 1) {
      throw new Refusal(setting.key() + " must be at least 1, was " + value);
    }
  }
}
