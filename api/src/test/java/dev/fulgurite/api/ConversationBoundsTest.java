package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.ConversationStats.Eviction;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConversationBoundsTest {
  private static Conversation talk(ConversationConfig config) {
    return Conversation.builder("s-1")
        .emitter(Emitter.create(OpenTelemetry.noop()))
        .tokenCounter(String::length)
        .config(config.withLoggingEnabled(false))
        .build();
  }

  private static List<String> contents(Conversation talk) {
    return talk.messages().stream().map(ConversationMessage::content).toList();
  }

  @Test
  void oldestTurn_goesWithItsAnswers_whenThereAreTooMany() {
    Conversation talk = talk(ConversationConfig.DEFAULTS.withMaxTurns(2));
    talk.add(Role.SYSTEM, "s");
    for (int i = 1; i <= 3; i++) {
      talk.add(Role.USER, "q" + i);
      talk.add(Role.ASSISTANT, "call" + i);
      talk.add(Role.TOOL, "result" + i);
      talk.add(Role.ASSISTANT, "a" + i);
    }

    assertThat(contents(talk))
        .containsExactly("s", "q2", "call2", "result2", "a2", "q3", "call3", "result3", "a3");
    assertThat(talk.stats().evictedFor()).isEqualTo(Map.of(Eviction.TURNS, 4L));
    assertThat(talk.stats().evicted()).isEqualTo(4);
  }

  @Test
  @Tag("seed:003.max-turns")
  void turns_areTenByDefault() {
    Conversation talk = talk(ConversationConfig.DEFAULTS);

    for (int i = 0; i < 12; i++) {
      talk.add(Role.USER, "q");
      talk.add(Role.ASSISTANT, "a");
    }

    assertThat(talk.messages()).hasSize(20);
    assertThat(talk.metrics().orElseThrow().turns()).isEqualTo(10);
  }

  @Test
  void oldestTurn_goes_whenThereAreTooManyTokens() {
    Conversation talk = talk(ConversationConfig.DEFAULTS.withMaxTokens(10));
    talk.add(Role.USER, "1234");
    talk.add(Role.ASSISTANT, "56");
    talk.add(Role.USER, "7890");
    talk.add(Role.ASSISTANT, "x");

    assertThat(contents(talk)).containsExactly("7890", "x");
    assertThat(talk.stats().evictedFor()).isEqualTo(Map.of(Eviction.TOKENS, 2L));
  }

  @Test
  void oldAnswersOfTheOnlyTurn_goWithTheirResults_beforeItsQuestion() {
    Conversation talk = talk(ConversationConfig.DEFAULTS.withMaxTokens(12));
    talk.add(Role.USER, "ask");
    talk.add(Role.ASSISTANT, "ca1");
    talk.add(Role.TOOL, "re1");
    talk.add(Role.ASSISTANT, "ca2");
    talk.add(Role.TOOL, "re2");

    assertThat(contents(talk)).containsExactly("ask", "ca2", "re2");

    talk.add(Role.ASSISTANT, "123456789ab");

    assertThat(contents(talk)).containsExactly("123456789ab");
  }

  @Test
  void message_isRefused_whenItCouldNeverFit() {
    Conversation talk = talk(ConversationConfig.DEFAULTS.withMaxTokens(10));
    talk.add(Role.SYSTEM, "system");
    talk.add(Role.USER, "ask");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> talk.add(Role.USER, "12345"))
        .withMessage(
            "content is too large: 5 tokens beside 6 that cannot go, with max_tokens=10; shorten it"
                + " or raise the bound");
    assertThat(contents(talk)).containsExactly("system", "ask");
  }

  @Test
  @Tag("seed:003.check.length")
  void message_isRefused_whenItIsTooLong() {
    Conversation talk = talk(ConversationConfig.DEFAULTS.withMaxMessageLength(3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> talk.add(Role.USER, "1234"))
        .withMessage(
            "content must be at most 3 characters (max_message_length), was 4: cut or raise it");
  }

  @Test
  @Tag("seed:003.memory.80")
  @Tag("seed:003.memory.stats")
  void oldestTurns_goUntil80Percent_whenMemoryIsExceeded() {
    Conversation talk =
        talk(
            ConversationConfig.DEFAULTS
                .withMaxTurns(100_000)
                .withMaxTokens(Integer.MAX_VALUE)
                .withMaxMemoryMb(1.0));
    long highest = 0;
    long evictedBefore = 0;
    for (int i = 0; i < 3000; i++) {
      talk.add(Role.USER, ("question " + i).repeat(100));
      ConversationMemory memory = talk.memory();
      highest = Math.max(highest, memory.usageBytes());
      assertThat(memory.usageBytes()).isLessThanOrEqualTo(memory.limitBytes());
      if (talk.stats().evicted() > evictedBefore) {
        evictedBefore = talk.stats().evicted();
        assertThat(memory.utilization()).isBetween(0.78, 0.8);
      }
    }

    assertThat(highest).isGreaterThan((long) (0.99 * (1 << 20)));
    assertThat(talk.stats().evictedFor()).containsOnlyKeys(Eviction.MEMORY);
    assertThat(talk.memory().limitMb()).isEqualTo(1.0);
    assertThat(talk.memory().toJson())
        .contains("\"usage_bytes\":", "\"usage_mb\":0.", "\"limit_mb\":1.0", "%\"");
  }

  @Test
  void memory_isEstimatedFromTheLengthAsTheJvmHoldsTexts() {
    Conversation talk = talk(ConversationConfig.DEFAULTS);
    talk.add(Role.USER, "abcd");
    long latin = talk.memory().usageBytes();
    talk.add(Role.USER, "四个汉字");

    assertThat(talk.memory().usageBytes() - latin).isEqualTo(latin + 4);
  }

  @Test
  void systemMessage_isReplacedByTheNext() {
    Conversation talk = talk(ConversationConfig.DEFAULTS);
    talk.add(Role.SYSTEM, "one");
    talk.add(Role.SYSTEM, "two");

    assertThat(contents(talk)).containsExactly("two");
    assertThat(talk.stats().evictedFor()).isEqualTo(Map.of(Eviction.REPLACED, 1L));
  }

  @Test
  @Tag("seed:003.config.update")
  void update_evictsAtOnce() {
    Conversation talk = talk(ConversationConfig.DEFAULTS);
    for (int i = 0; i < 5; i++) {
      talk.add(Role.USER, "q" + i);
    }

    talk.update(Map.of("max_turns", 2));
    assertThat(contents(talk)).containsExactly("q3", "q4");
    talk.update(talk.config().withMaxTokens(3));
    assertThat(contents(talk)).containsExactly("q4");
    assertThat(talk.config().maxTurns()).isEqualTo(2);
  }

  @Test
  void update_isRefused_whenNotEvenTheSystemMessageFits() {
    Conversation talk = talk(ConversationConfig.DEFAULTS);
    talk.add(Role.SYSTEM, "system");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> talk.update(Map.of("max_tokens", 5)))
        .withMessageContaining("max_tokens=5");
    assertThat(talk.config().maxTokens()).isEqualTo(4096);
    assertThat(contents(talk)).containsExactly("system");
  }

  @Test
  void everyBoundHolds_afterAnySequence() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      ConversationConfig config =
          ConversationConfig.DEFAULTS
              .withMaxTurns(1 + random.nextInt(5))
              .withMaxTokens(20 + random.nextInt(60))
              .withMaxMemoryMb((600 + random.nextInt(2000)) / (double) (1 << 20));
      Conversation talk = talk(config);
      long tried = 100;
      for (int i = 0; i < tried; i++) {
        Role role = Role.values()[random.nextInt(4)];
        talk.tryAdd(role, "x".repeat(random.nextInt(30)));
        assertBounds(talk, config);
      }
      ConversationStats stats = talk.stats();
      assertThat(stats.total() + stats.errors()).isEqualTo(tried);
      assertThat(stats.kept() + stats.evicted()).isEqualTo(stats.total());
    }
  }

  private static void assertBounds(Conversation talk, ConversationConfig config) {
    ConversationMetrics metrics = talk.metrics().orElseThrow();
    assertThat(metrics.turns()).isLessThanOrEqualTo(config.maxTurns());
    assertThat(metrics.keptTokens()).isLessThanOrEqualTo(config.maxTokens());
    assertThat(metrics.keptTokens())
        .isEqualTo(contents(talk).stream().mapToInt(String::length).sum());
    assertThat(talk.memory().utilization()).isLessThanOrEqualTo(1.0);
    Role before = null;
    for (ConversationMessage message : talk.messages()) {
      if (message.role() == Role.TOOL) {
        assertThat(before).isIn(Role.ASSISTANT, Role.TOOL);
      }
      before = message.role();
    }
  }
}
