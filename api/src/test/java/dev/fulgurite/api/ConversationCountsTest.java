package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConversationCountsTest {
  private final SettableClock clock = new SettableClock();

  private ConversationBuilder builder() {
    return Conversation.builder("s-1")
        .emitter(Emitter.create(OpenTelemetry.noop()))
        .config(ConversationConfig.DEFAULTS.withLoggingEnabled(false))
        .clock(clock);
  }

  @Test
  @Tag("seed:003.stats")
  @Tag("seed:003.production.uptime")
  void statistics_countEachRole() {
    Conversation talk = builder().build();
    talk.add(Role.SYSTEM, "Be brief.");
    talk.add(Role.USER, "Hello");
    talk.add(Role.ASSISTANT, "I ask.");
    talk.add(Role.TOOL, "3 C");
    talk.tryAdd(Role.USER, "");
    clock.now = clock.now.plusSeconds(90);

    assertThat(talk.stats())
        .isEqualTo(
            new ConversationStats(4, 1, 1, 1, 1, 1, 4, Map.of(), 4, 0, Duration.ofSeconds(90)));
    assertThat(talk.stats().toJson())
        .isEqualTo(
            "{\"total_messages\":4,\"user_messages\":1,\"assistant_messages\":1,"
                + "\"system_messages\":1,\"tool_messages\":1,\"errors\":1,\"kept_messages\":4,"
                + "\"evicted_messages\":0,\"evicted_for\":{\"turns\":0,\"tokens\":0,\"memory\":0,"
                + "\"replaced\":0,\"cleared\":0},\"unrecorded_messages\":4,"
                + "\"listener_failures\":0,\"uptime_seconds\":90.0}");
  }

  @Test
  @Tag("seed:003.metrics")
  @Tag("seed:003.metrics.json")
  void metrics_tellTokensAverageLengthAndLastUpdate() {
    Conversation talk = builder().build();
    assertThat(talk.metrics().orElseThrow().lastUpdate()).isNull();
    talk.add(Role.USER, "12345678");
    clock.now = clock.now.plusSeconds(5);
    talk.add(Role.ASSISTANT, "1234");

    ConversationMetrics metrics = talk.metrics().orElseThrow();
    assertThat(metrics.totalTokens()).isEqualTo(3);
    assertThat(metrics.tokensEstimated()).isTrue();
    assertThat(metrics.averageMessageLength()).isEqualTo(6);
    assertThat(metrics.lastUpdate()).isEqualTo(clock.now);
    assertThat(talk.exportMetrics())
        .contains("\"total_messages\":2", "\"total_tokens\":3", "\"avg_message_length\":6.0")
        .contains("\"tokens_estimated\":true", "\"start_time\":1000.0", "\"last_update\":1005.0");
  }

  @Test
  void metrics_areEmpty_whenTheyAreOff() {
    Conversation talk = builder().build();
    talk.update(Map.of("enable_metrics", false));
    talk.add(Role.USER, "Hello");

    assertThat(talk.metrics()).isEmpty();
    assertThat(talk.exportMetrics()).isEqualTo("{}");
    assertThat(talk.stats().total()).isEqualTo(1);
  }

  @Test
  @Tag("seed:003.check.tokens-cached")
  void tokens_areCountedOncePerMessage() {
    AtomicInteger asked = new AtomicInteger();
    Conversation talk =
        builder()
            .tokenCounter(
                text -> {
                  asked.incrementAndGet();
                  return text.length();
                })
            .build();
    talk.add(Role.USER, "Hello");
    talk.metrics();
    talk.context();
    talk.update(Map.of("max_tokens", 100));

    assertThat(asked).hasValue(1);
    assertThat(talk.metrics().orElseThrow().keptTokens()).isEqualTo(5);
    assertThat(talk.metrics().orElseThrow().tokensEstimated()).isFalse();
  }

  @Test
  void tokens_areEstimated_whenTheCounterFails() {
    Conversation talk =
        builder()
            .tokenCounter(
                text -> {
                  throw new IllegalStateException("no vocabulary");
                })
            .build();
    talk.add(Role.USER, "12345678");

    assertThat(talk.metrics().orElseThrow().keptTokens()).isEqualTo(2);
  }

  @Test
  void estimate_knowsDenseScripts() {
    TokenCounter counter = new TokenCounter(null);

    assertThat(counter.count("")).isEqualTo(1);
    assertThat(counter.count("four letters each")).isEqualTo(5);
    assertThat(counter.count("四个汉字")).isEqualTo(4);
  }

  @Test
  @Tag("seed:003.degradation")
  void listenersFailure_isCounted_andTheConversationGoesOn() {
    List<String> heard = new ArrayList<>();
    Conversation talk =
        builder()
            .listener(
                (conversation, message) -> {
                  throw new java.io.IOException("disk full");
                })
            .listener((conversation, message) -> heard.add(message.content()))
            .build();
    talk.add(Role.USER, "Hello");

    assertThat(talk.context()).hasSize(1);
    assertThat(heard).containsExactly("Hello");
    assertThat(talk.stats().listenerFailures()).isEqualTo(1);
    assertThat(talk.stats().errors()).isZero();
  }

  @Test
  void listener_isToldOnce_thatTheConversationIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    Conversation talk =
        builder()
            .listener(
                new ConversationListener() {
                  @Override
                  public void added(Conversation conversation, ConversationMessage message) {}

                  @Override
                  public void closed(Conversation conversation) {
                    closed.incrementAndGet();
                  }
                })
            .build();
    talk.close();
    talk.close();

    assertThat(closed).hasValue(1);
  }

  @Test
  @Tag("seed:003.logging")
  void log_tellsRoleAndLength_andNoContent() {
    Lines lines = new Lines();
    Logger logger = Logger.getLogger("dev.fulgurite.conversation");
    logger.addHandler(lines);
    logger.setUseParentHandlers(false);
    try {
      Conversation talk = builder().config(ConversationConfig.DEFAULTS).build();
      talk.add(Role.USER, "a secret");
      talk.tryAdd(Role.USER, "");
      talk.update(Map.of("enable_logging", false));
      talk.add(Role.USER, "not told");
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(lines);
    }

    assertThat(lines.lines).hasSize(2);
    assertThat(lines.lines.get(0))
        .startsWith("INFO message added: session=s-1 role=user length=8 tokens=2 took=")
        .doesNotContain("secret");
    assertThat(lines.lines.get(1))
        .startsWith("SEVERE message refused: session=s-1: content must not be empty");
  }

  private static final class Lines extends Handler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      Level level = line.getLevel();
      lines.add(level + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class SettableClock extends Clock {
    Instant now = Instant.ofEpochSecond(1000);

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
