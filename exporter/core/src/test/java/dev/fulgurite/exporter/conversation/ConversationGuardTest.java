package dev.fulgurite.exporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.Conversation;
import dev.fulgurite.api.ConversationConfig;
import dev.fulgurite.api.ConversationListener;
import dev.fulgurite.api.ConversationMessage;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Role;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConversationGuardTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Flaky database = new Flaky();

  private ConversationGuardBuilder builder() {
    return ConversationGuard.builder(database)
        .setInitialBackoff(Duration.ofMillis(1))
        .setBreaker(1000, HOUR);
  }

  private static Conversation talk(ConversationGuard guard) {
    return Conversation.builder("s-1")
        .emitter(Emitter.create(OpenTelemetry.noop()))
        .config(ConversationConfig.DEFAULTS.withLoggingEnabled(false))
        .listener(guard)
        .build();
  }

  private static void settled(ConversationGuard guard) {
    await().until(() -> guard.stats().pending() == 0);
  }

  @Test
  @Tag("seed:003.retry")
  void message_isTriedThreeTimes_inOrder() {
    database.failures.set(2);
    ConversationGuard guard = builder().build();
    Conversation talk = talk(guard);

    talk.add(Role.USER, "one");
    talk.add(Role.USER, "two");
    settled(guard);

    assertThat(database.saved).containsExactly("one", "two");
    assertThat(guard.stats()).isEqualTo(new GuardStats(2, 2, 0, 0, 0, 2, false));
  }

  @Test
  @Tag("seed:003.retry")
  @Tag("seed:003.production.retries")
  void message_isGivenUp_afterTheThirdTry() {
    database.failures.set(3);
    ConversationGuard guard = builder().build();
    Conversation talk = talk(guard);

    talk.add(Role.USER, "one");
    talk.add(Role.USER, "two");
    settled(guard);

    assertThat(database.saved).containsExactly("two");
    assertThat(guard.stats()).isEqualTo(new GuardStats(2, 1, 1, 0, 0, 2, false));
    assertThat(talk.messages()).hasSize(2);
  }

  @Test
  void retries_followTheConfiguration_atRunTime() {
    database.failures.set(1);
    ConversationGuard guard = builder().build();
    Conversation talk = talk(guard);
    talk.update(talk.config().withMaxRetries(1));

    talk.add(Role.USER, "one");
    settled(guard);

    assertThat(guard.stats().failed()).isEqualTo(1);
    assertThat(guard.stats().retries()).isZero();
  }

  @Test
  @Tag("seed:003.validation")
  void invalidMessage_isNeitherTriedNorRetried() {
    ConversationGuard guard = builder().build();
    Conversation talk = talk(guard);

    assertThat(talk.tryAdd(Role.USER, "")).isFalse();

    assertThat(guard.stats().taken()).isZero();
    assertThat(database.calls).hasValue(0);
  }

  @Test
  @Tag("seed:003.breaker")
  @Tag("seed:003.degradation")
  void listener_isLeftAlone_afterFailuresInARow() {
    database.failures.set(Integer.MAX_VALUE);
    ConversationGuard guard = builder().setBreaker(5, HOUR).setCloseTimeout(HOUR).build();
    Conversation talk = talk(guard);

    for (int i = 0; i < 8; i++) {
      talk.add(Role.USER, "m" + i);
    }
    await().until(() -> guard.stats().degraded());

    assertThat(database.calls).hasValue(5);
    assertThat(talk.messages()).hasSize(8);
    assertThat(guard.stats().pending()).isEqualTo(7);
    database.failures.set(0);
    talk.close();
    assertThat(database.saved).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7");
    assertThat(guard.stats())
        .isEqualTo(new GuardStats(8, 7, 1, 0, 0, guard.stats().retries(), false));
  }

  @Test
  @Tag("seed:003.breaker")
  void listener_isProbed_whenThePauseIsOver() {
    database.failures.set(4);
    ConversationGuard guard = builder().setBreaker(2, Duration.ofMillis(5)).build();
    Conversation talk = talk(guard);

    talk.add(Role.USER, "one");
    talk.add(Role.USER, "two");
    settled(guard);

    assertThat(database.saved).containsExactly("two");
    assertThat(guard.stats().degraded()).isFalse();
  }

  @Test
  void oldestWaitingMessage_isDroppedAndCounted_whenTooManyWait() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    List<String> saved = new ArrayList<>();
    ConversationGuard guard =
        ConversationGuard.builder(
                (talk, message) -> {
                  hangs.countDown();
                  hang.await();
                  saved.add(message.content());
                })
            .setMaxPending(2)
            .build();
    Conversation talk = talk(guard);

    talk.add(Role.USER, "one");
    hangs.await();
    for (String content : List.of("two", "three", "four", "five")) {
      talk.add(Role.USER, content);
    }
    assertThat(guard.stats()).isEqualTo(new GuardStats(5, 0, 0, 2, 3, 0, false));
    hang.countDown();
    settled(guard);

    assertThat(saved).containsExactly("one", "four", "five");
    assertThat(guard.stats()).isEqualTo(new GuardStats(5, 3, 0, 2, 0, 0, false));
  }

  @Test
  @Tag("seed:003.shutdown")
  void close_deliversWhatWaits_withoutItsPauses() {
    database.failures.set(2);
    ConversationGuard guard = builder().setInitialBackoff(HOUR).setCloseTimeout(HOUR).build();
    Conversation talk = talk(guard);
    talk.add(Role.USER, "one");
    talk.add(Role.USER, "two");

    talk.close();

    assertThat(database.saved).containsExactly("one", "two");
    assertThat(database.closed).hasValue(1);
    assertThat(guard.stats().pending()).isZero();
  }

  @Test
  @Tag("seed:003.shutdown")
  void close_givesUpAndCounts_whenTheListenerHangs() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    ConversationGuard guard =
        ConversationGuard.builder(
                (talk, message) -> {
                  hangs.countDown();
                  hang.await();
                })
            .setCloseTimeout(Duration.ofMillis(20))
            .build();
    Conversation talk = talk(guard);
    talk.add(Role.USER, "one");
    talk.add(Role.USER, "two");
    hangs.await();

    talk.close();

    assertThat(talk.isClosed()).isTrue();
    assertThat(guard.stats()).isEqualTo(new GuardStats(2, 0, 1, 0, 1, 0, false));
    hang.countDown();
    settled(guard);
    assertThat(guard.stats()).isEqualTo(new GuardStats(2, 1, 1, 0, 0, 0, false));
  }

  @Test
  void errorsAndInterrupts_ofAListener_endNothing() {
    AtomicInteger calls = new AtomicInteger();
    ConversationGuard guard =
        ConversationGuard.builder(
                (talk, message) -> {
                  Thread.currentThread().interrupt();
                  if (calls.getAndIncrement() == 0) {
                    throw new StackOverflowError();
                  }
                })
            .setInitialBackoff(Duration.ZERO)
            .build();
    Conversation talk = talk(guard);

    talk.add(Role.USER, "one");
    talk.add(Role.USER, "two");
    settled(guard);

    assertThat(guard.stats().delivered()).isEqualTo(2);
  }

  @Test
  void guard_servesManyConversationsAndThreads() throws Exception {
    ConversationGuard guard = builder().setMaxPending(1_000_000).setCloseTimeout(HOUR).build();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Conversation talk = talk(guard);
      threads.add(
          new Thread(
              () -> {
                for (int m = 0; m < 500; m++) {
                  talk.add(Role.USER, "m" + m);
                }
                talk.close();
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(guard.stats()).isEqualTo(new GuardStats(4000, 4000, 0, 0, 0, 0, false));
    assertThat(database.closed).hasValue(8);
  }

  @Test
  void wrongSettings_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().setMaxPending(0))
        .withMessage("maxPending must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().setInitialBackoff(Duration.ofSeconds(-1)))
        .withMessage("initialBackoff must not be negative, was PT-1S");
    assertThat(ConversationGuard.create(database))
        .hasToString(
            "ConversationGuard{initialBackoff=PT1S, breakerFailures=5, breakerPause=PT30S,"
                + " closeTimeout=PT5S}");
  }

  /** Fails as often as it is told to. */
  private static final class Flaky implements ConversationListener {
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final Queue<String> saved = new ConcurrentLinkedQueue<>();

    @Override
    public void added(Conversation conversation, ConversationMessage message) {
      calls.incrementAndGet();
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("database down");
      }
      saved.add(message.content());
    }

    @Override
    public void closed(Conversation conversation) {
      closed.incrementAndGet();
    }
  }
}
