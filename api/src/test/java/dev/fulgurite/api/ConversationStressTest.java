package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversationStressTest {
  private static final ConversationConfig QUIET =
      ConversationConfig.DEFAULTS.withLoggingEnabled(false);

  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();

  /** The document's own example: ten threads, a hundred questions and answers each. */
  @Test
  @Tag("seed:003.ten-threads")
  void tenThreads_loseNoMessage_withAHundredTurnsEach() throws Exception {
    List<String> heard = new ArrayList<>();
    Conversation talk =
        Conversation.builder("s-1")
            .emitter(recorder.emitter())
            .config(QUIET)
            .listener((conversation, message) -> heard.add(message.content()))
            .build();

    inThreads(
        10,
        thread -> {
          for (int i = 0; i < 100; i++) {
            talk.add(Role.USER, "Thread " + thread + " - question " + i);
            talk.add(Role.ASSISTANT, "Thread " + thread + " - answer " + i);
          }
        });

    ConversationStats stats = talk.stats();
    assertThat(stats.total()).isEqualTo(2000);
    assertThat(stats.user()).isEqualTo(1000);
    assertThat(stats.assistant()).isEqualTo(1000);
    assertThat(stats.kept() + stats.evicted()).isEqualTo(2000);
    assertThat(stats.errors()).isZero();
    assertThat(recorder.spans()).hasSize(2000);
    List<String> bodies =
        recorder.views().stream().map(view -> SpanReaders.message(view).orElseThrow()).toList();
    assertThat(bodies).isEqualTo(heard);
    List<String> kept = talk.messages().stream().map(ConversationMessage::content).toList();
    assertThat(heard.subList(2000 - kept.size(), 2000)).isEqualTo(kept);
  }

  @Test
  @Tag("seed:003.threads")
  void everyMessageIsAccountedFor_whileEverythingElseGoesOn() throws Exception {
    Conversation talk =
        Conversation.builder("s-2")
            .emitter(Emitter.create(OpenTelemetry.noop()))
            .config(QUIET.withMaxTokens(400))
            .build();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService aside = Executors.newFixedThreadPool(2);
    Future<?> reader = aside.submit(() -> readWhile(talk, done));
    Future<?> changer = aside.submit(() -> changeWhile(talk, done));

    inThreads(
        8,
        thread -> {
          for (int i = 0; i < 5_000; i++) {
            talk.tryAdd(Role.values()[(thread + i) % 4], "x".repeat(i % 50));
          }
        });

    done.set(true);
    reader.get();
    changer.get();
    aside.shutdown();
    ConversationStats stats = talk.stats();
    assertThat(stats.total() + stats.errors()).isEqualTo(40_000);
    assertThat(stats.kept() + stats.evicted()).isEqualTo(stats.total());
    assertThat(stats.kept()).isEqualTo(talk.messages().size());
  }

  @Test
  void reading_neverWaits_forAListenerThatHangs() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    Conversation talk =
        Conversation.builder("s-3")
            .emitter(Emitter.create(OpenTelemetry.noop()))
            .config(QUIET)
            .listener(
                (conversation, message) -> {
                  hangs.countDown();
                  hang.await();
                })
            .build();
    Thread adding = new Thread(() -> talk.add(Role.USER, "Hello"));
    adding.start();
    hangs.await();

    assertThat(talk.context()).hasSize(1);
    assertThat(talk.stats().total()).isEqualTo(1);
    talk.update(Map.of("max_turns", 1));
    hang.countDown();
    adding.join();
  }

  private static void readWhile(Conversation talk, AtomicBoolean done) {
    while (!done.get()) {
      ConversationStats stats = talk.stats();
      assertThat(stats.kept() + stats.evicted()).isEqualTo(stats.total());
      assertThat(talk.metrics().orElseThrow().turns()).isLessThanOrEqualTo(20);
      assertThat(talk.context()).doesNotContainNull();
    }
  }

  private static void changeWhile(Conversation talk, AtomicBoolean done) {
    for (int i = 0; !done.get(); i++) {
      talk.update(Map.of("max_turns", 1 + i % 20));
      if (i % 100 == 0) {
        talk.clear();
      }
    }
  }

  private static void inThreads(int count, IntConsumer work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int thread = i;
      running.add(
          threads.submit(
              () -> {
                start.await();
                work.accept(thread);
                return null;
              }));
    }
    start.countDown();
    for (Future<?> one : running) {
      one.get();
    }
    threads.shutdown();
  }
}
