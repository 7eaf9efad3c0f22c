package dev.fulgurite.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of a conversation's configuration, as JSON has them. */
enum ConversationSetting {
  MAX_TURNS,
  MAX_TOKENS,
  MAX_MESSAGE_LENGTH,
  MAX_MEMORY_MB,
  MAX_RETRIES,
  ENABLE_LOGGING,
  ENABLE_METRICS,
  /** Kept for configurations from elsewhere: there is no other way. */
  THREAD_SAFE;

  private final String key = name().toLowerCase(Locale.ROOT);

  String key() {
    return key;
  }

  static ConversationSetting of(String key) {
    return Stream.of(values())
        .filter(setting -> setting.key.equals(key))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  static Map<String, Object> all(ConversationConfig config) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (ConversationSetting setting : values()) {
      all.put(setting.key, setting.value(config));
    }
    return all;
  }

  ConversationConfig apply(ConversationConfig config, @Nullable Object given) {
    if (this == THREAD_SAFE) {
      return unlessUnsafe(config, flag(given));
    }
    return new ConversationConfig(
        this == MAX_TURNS ? integer(given) : config.maxTurns(),
        this == MAX_TOKENS ? integer(given) : config.maxTokens(),
        this == MAX_MESSAGE_LENGTH ? integer(given) : config.maxMessageLength(),
        this == MAX_MEMORY_MB ? number(given) : config.maxMemoryMb(),
        this == MAX_RETRIES ? integer(given) : config.maxRetries(),
        this == ENABLE_LOGGING ? flag(given) : config.loggingEnabled(),
        this == ENABLE_METRICS ? flag(given) : config.metricsEnabled());
  }

  private Object value(ConversationConfig config) {
    return switch (this) {
      case MAX_TURNS -> config.maxTurns();
      case MAX_TOKENS -> config.maxTokens();
      case MAX_MESSAGE_LENGTH -> config.maxMessageLength();
      case MAX_MEMORY_MB -> config.maxMemoryMb();
      case MAX_RETRIES -> config.maxRetries();
      case ENABLE_LOGGING -> config.loggingEnabled();
      case ENABLE_METRICS -> config.metricsEnabled();
      case THREAD_SAFE -> true;
    };
  }

  private static ConversationConfig unlessUnsafe(ConversationConfig config, boolean safe) {
    if (!safe) {
      throw new Refusal(
          "thread_safe must be true, was false: there is no other kind; leave it out");
    }
    return config;
  }

  private int integer(@Nullable Object given) {
    if ((given instanceof Integer || given instanceof Long)
        && ((Number) given).intValue() == ((Number) given).longValue()) {
      return ((Number) given).intValue();
    }
    throw wrong(given, "an integer");
  }

  private double number(@Nullable Object given) {
    if (given instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(given, "a number");
  }

  private boolean flag(@Nullable Object given) {
    if (given instanceof Boolean flag) {
      return flag;
    }
    throw wrong(given, "true or false");
  }

  private Refusal wrong(@Nullable Object given, String wanted) {
    return new Refusal(key + " must be " + wanted + ", was " + Plain.text(given));
  }

  private static Refusal unknown(String key) {
    String nearest =
        NearestWord.to(key, Stream.of(values()).map(ConversationSetting::key).toList());
    return new Refusal("unknown key '" + key + "', did you mean '" + nearest + "'?");
  }
}
