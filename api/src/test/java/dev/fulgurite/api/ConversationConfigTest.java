package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConversationConfigTest {
  private static final String DEFAULTS =
      "{\"max_turns\":10,\"max_tokens\":4096,\"max_message_length\":1048576,\"max_memory_mb\":10.0,"
          + "\"max_retries\":3,\"enable_logging\":true,\"enable_metrics\":true,"
          + "\"thread_safe\":true}";

  @Test
  @Tag("seed:003.config.defaults")
  @Tag("seed:003.memory.limit")
  @Tag("seed:003.production.retries")
  void defaults_areTheDocumentsOwn() {
    assertThat(ConversationConfig.DEFAULTS.toJson()).isEqualTo(DEFAULTS);
    assertThat(ConversationConfig.ofJson("{}")).isEqualTo(ConversationConfig.DEFAULTS);
  }

  @Test
  @Tag("seed:003.config.json")
  void json_roundTrips() {
    ConversationConfig config =
        ConversationConfig.DEFAULTS
            .withMaxTurns(5)
            .withMaxTokens(2048)
            .withMaxMessageLength(100)
            .withMaxMemoryMb(0.5)
            .withMaxRetries(1)
            .withLoggingEnabled(false)
            .withMetricsEnabled(false);

    assertThat(ConversationConfig.ofJson(config.toJson())).isEqualTo(config);
    assertThat(config.toJson()).contains("\"max_turns\":5", "\"enable_logging\":false");
  }

  @Test
  @Tag("seed:003.config.json")
  void json_ofTheDocument_isRead() {
    ConversationConfig config =
        ConversationConfig.ofJson(
            """
            {
              "max_turns": 5,
              "max_tokens": 2048,
              "enable_logging": true,
              "enable_metrics": true,
              "thread_safe": true
            }
            """);

    assertThat(config).isEqualTo(ConversationConfig.DEFAULTS.withMaxTurns(5).withMaxTokens(2048));
  }

  @Test
  void unknownKey_isRefused_withTheNearestOne() {
    assertRefused("{\"max_turn\": 5}", "unknown key 'max_turn', did you mean 'max_turns'?");
    assertRefused("{\"maxTokens\": 5}", "unknown key 'maxTokens', did you mean 'max_tokens'?");
  }

  @Test
  void wrongValue_isRefused_byItsKey() {
    assertRefused("{\"max_turns\": 0}", "max_turns must be at least 1, was 0");
    assertRefused("{\"max_tokens\": \"many\"}", "max_tokens must be an integer, was many");
    assertRefused("{\"max_tokens\": 4294967297}", "max_tokens must be an integer, was 4294967297");
    assertRefused("{\"max_tokens\": null}", "max_tokens must be an integer, was null");
    assertRefused("{\"max_retries\": 0}", "max_retries must be at least 1, was 0");
    assertRefused("{\"max_message_length\": -1}", "max_message_length must be at least 1, was -1");
    assertRefused("{\"max_memory_mb\": 0}", "max_memory_mb must be above 0 and at most");
    assertRefused("{\"max_memory_mb\": \"1\"}", "max_memory_mb must be a number, was 1");
    assertRefused("{\"enable_logging\": 1}", "enable_logging must be true or false, was 1");
    assertRefused("{\"thread_safe\": false}", "thread_safe must be true, was false");
    assertRefused("[]", "json must be an object");
    assertRefused("{", "malformed JSON");
  }

  private static void assertRefused(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConversationConfig.ofJson(json))
        .withMessageContaining(message);
  }

  @Test
  @Tag("seed:003.config.update")
  void update_changesAllSettingsOrNone() {
    Conversation talk = Conversation.builder("s-1").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> talk.update(Map.of("max_turns", 3, "max_token", 9)))
        .withMessageContaining("'max_tokens'");
    assertThat(talk.config()).isEqualTo(ConversationConfig.DEFAULTS);

    talk.update(Map.of("max_turns", 3, "max_tokens", 9));
    assertThat(ConversationConfig.ofJson(talk.exportConfig()))
        .isEqualTo(ConversationConfig.DEFAULTS.withMaxTurns(3).withMaxTokens(9));
  }
}
