package dev.fulgurite.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamJoinTest {
  @Test
  void lateReader_getsThePastFirst_thenThePresent() throws Exception {
    try (Recording recording = new Recording()) {
      SessionStream stream = recording.streamWithPast("s").build();
      emit(stream, 0, 2500);
      StepFeed reader = stream.open();
      assertThat(sequences(reader, 2500)).isEqualTo(upTo(2500));
      emit(stream, 2500, 2600);
      stream.complete();

      assertThat(Recording.contents(reader)).hasSize(101).endsWith("2599", "END");
      assertThat(stream.statistics().missedCount()).isZero();
      assertThat(stream.statistics().droppedCount()).isZero();
      assertThat(stream.statistics().replayedCount()).isGreaterThanOrEqualTo(2500);
    }
  }

  @Test
  void readers_missNothingAndSeeNothingTwice_whileStepsArrive() throws Exception {
    int steps = 20_000;
    try (Recording recording = new Recording()) {
      SessionStream stream =
          recording
              .streamWithPast("s")
              .setMaxSize(50)
              .setHistoryTimeout(Duration.ofMinutes(1))
              .build();
      Thread[] emitters = new Thread[4];
      for (int i = 0; i < emitters.length; i++) {
        emitters[i] = new Thread(() -> emit(stream, 0, steps / 4));
        emitters[i].start();
      }
      List<Joiner> joiners = new ArrayList<>();
      while (stream.statistics().totalSteps() < steps) {
        joiners.add(Joiner.start(stream));
        Thread.yield();
        if (joiners.size() == 6) {
          break;
        }
      }
      for (Thread emitter : emitters) {
        emitter.join();
      }
      stream.complete();

      for (Joiner joiner : joiners) {
        joiner.assertSawAll(steps + 1);
      }
      assertThat(stream.statistics().missedCount()).isZero();
      assertThat(stream.statistics().isBalanced()).isTrue();
    }
  }

  @Test
  void readerInThePast_neverHoldsAnEmitter() throws Exception {
    try (Recording recording = new Recording()) {
      SessionStream stream =
          recording.streamWithPast("s").setMaxSize(10).setBlockTimeout(Duration.ofHours(1)).build();
      StepFeed reader = stream.open();
      emit(stream, 0, 1000);

      assertThat(sequences(reader, 1000)).isEqualTo(upTo(1000));
    }
  }

  @Test
  void reader_goesOnWhereItWasInterrupted() throws Exception {
    try (Recording recording = new Recording()) {
      SessionStream stream = recording.streamWithPast("s").build();
      emit(stream, 0, 30);
      List<Step> first = new ArrayList<>();
      try (StepFeed reader = stream.open()) {
        for (int i = 0; i < 10; i++) {
          first.add(reader.poll(Duration.ofSeconds(10)));
        }
      }
      stream.complete();

      assertThat(Recording.contents(stream.openAfter(first.get(9).id())))
          .hasSize(21)
          .startsWith("10")
          .endsWith("29", "END");
    }
  }

  @Test
  @Tag("seed:000.recovery")
  void reader_getsTheStepsOfAnEarlierStream_ofTheSameSession() throws Exception {
    try (Recording recording = new Recording()) {
      SessionStream before = recording.streamWithPast("s").build();
      emit(before, 0, 3);
      before.complete();
      recording.flush();
      SessionStream stream = recording.streamWithPast("s").build();
      emit(stream, 3, 5);
      stream.complete();

      assertThat(Recording.contents(stream.open())).containsExactly("0", "1", "2", "3", "4", "END");
      String second = "%s-2".formatted(firstStep(before).stream());
      assertThat(Recording.contents(stream.openAfter(second)))
          .containsExactly("2", "3", "4", "END");
      assertThat(Recording.contents(stream.openAfter("nobody-7"))).hasSize(6);
      assertThat(Recording.contents(stream.openAfter("no id"))).hasSize(6);
    }
  }

  @Test
  void reader_passesOverWhatTheStoreWillNeverHave_andCountsIt() throws Exception {
    try (Recording recording = new Recording();
        Recording elsewhere = new Recording()) {
      SessionStream stream =
          elsewhere.stream("s")
              .setHistory(recording.store.reader())
              .setHistoryTimeout(Duration.ofMillis(20))
              .build();
      emit(stream, 0, 5);
      StepFeed reader = stream.open();
      assertThat(reader.poll(Duration.ofMillis(1))).isNull();
      stream.complete();

      assertThat(Recording.contents(reader)).endsWith("END");
      StreamStatistics statistics = stream.statistics();
      assertThat(statistics.missedCount() + statistics.deliveredCount()).isEqualTo(6);
      assertThat(statistics.isBalanced()).isTrue();
    }
  }

  @Test
  @Tag("seed:000.max-retries")
  void storeOfThePast_isTriedAgain_whenItFails() throws Exception {
    try (Recording recording = new Recording()) {
      AtomicInteger failures = new AtomicInteger(2);
      SessionStream stream =
          recording.stream("s")
              .setFlush(recording.provider::forceFlush)
              .setHistory(
                  () -> {
                    if (failures.getAndDecrement() > 0) {
                      throw new StoreException("locked", null);
                    }
                    return recording.store.reader();
                  })
              .build();
      emit(stream, 0, 3);
      stream.complete();

      assertThat(Recording.contents(stream.open())).containsExactly("0", "1", "2", "END");
      assertThat(stream.statistics().retryCount()).isEqualTo(2);
    }
  }

  @Test
  void reader_beginsInThePresent_whenThePastCannotBeRead() throws Exception {
    try (Recording recording = new Recording()) {
      InMemorySpanStore closed = InMemorySpanStore.create();
      closed.close();
      SessionStream stream =
          recording.stream("s").setHistory(closed::reader).setMaxRetries(0).setMaxSize(2).build();
      emit(stream, 0, 3);
      StepFeed reader = stream.open();
      stream.complete();

      assertThat(Recording.contents(reader)).containsExactly("END");
      assertThat(stream.statistics().missedCount()).isEqualTo(3);
      assertThat(stream.statistics().isBalanced()).isTrue();
    }
  }

  /** Reads everything on a thread of its own. */
  private record Joiner(Thread thread, List<Long> sequences) {
    static Joiner start(SessionStream stream) {
      List<Long> sequences = new ArrayList<>();
      StepFeed reader = stream.open();
      Thread thread =
          new Thread(() -> reader.forEach(step -> sequences.add(step.sequence())), "joiner");
      thread.start();
      return new Joiner(thread, sequences);
    }

    void assertSawAll(int last) throws InterruptedException {
      thread.join();
      for (int i = 0; i < sequences.size(); i++) {
        assertThat(sequences.get(i)).as("of %d, at %d", sequences.size(), i).isEqualTo(i + 1);
      }
      assertThat(sequences).hasSize(last);
    }
  }

  private static Step firstStep(SessionStream stream) {
    return stream.open().iterator().next();
  }

  private static List<Long> sequences(StepFeed reader, int count) throws InterruptedException {
    List<Long> sequences = new ArrayList<>();
    while (sequences.size() < count) {
      Step step = reader.poll(Duration.ofSeconds(10));
      assertThat(step).as("after %s", sequences.size()).isNotNull();
      sequences.add(step.sequence());
    }
    return sequences;
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static void emit(SessionStream stream, int from, int to) {
    for (int i = from; i < to; i++) {
      stream.thinking(String.valueOf(i));
    }
  }
}
