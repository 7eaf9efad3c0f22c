package dev.fulgurite.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.OverflowPolicy;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamPolicyTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  @Tag("seed:000.overflow.drop-oldest")
  void dropOldest_keepsTheLast_whenFull() {
    SessionStream stream = stream(OverflowPolicy.DROP_OLDEST, 3, LONG);
    StepFeed reader = stream.open();
    emit(stream, 0, 5);
    stream.complete();

    assertThat(Recording.contents(reader)).containsExactly("2", "3", "4", "END");
    assertThat(dropped(stream)).isEqualTo(Map.of("queue_full", 2L));
  }

  @Test
  @Tag("seed:000.overflow.drop-newest")
  void dropNewest_keepsTheFirst_whenFull() {
    SessionStream stream = stream(OverflowPolicy.DROP_NEWEST, 3, LONG);
    StepFeed reader = stream.open();
    emit(stream, 0, 3);
    assertThat(stream.thinking("3")).isFalse();
    stream.complete();

    assertThat(Recording.contents(reader)).containsExactly("0", "1", "2", "END");
    assertThat(dropped(stream)).isEqualTo(Map.of("queue_full", 1L));
  }

  @Test
  @Tag("seed:000.overflow.raise")
  @Tag("seed:000.errors")
  void raise_throwsWhatDidNotFit_whenFull_andOthersHaveIt() {
    SessionStream stream = stream(OverflowPolicy.RAISE, 1, LONG);
    StepFeed slow = stream.open();
    emit(stream, 0, 1);
    StepFeed other = stream.open();

    assertThatThrownBy(() -> stream.thinking("1"))
        .isInstanceOfSatisfying(
            BufferFullException.class, e -> assertThat(e.step().content()).isEqualTo("1"))
        .hasMessageContaining("maxSize=1");
    stream.complete();
    assertThat(Recording.contents(slow)).containsExactly("0", "END");
    assertThat(Recording.contents(other)).containsExactly("1", "END");
  }

  @Test
  @Tag("seed:000.overflow.block")
  void block_waitsForRoom_andLosesNothing() throws Exception {
    SessionStream stream = stream(OverflowPolicy.BLOCK, 2, LONG);
    StepFeed reader = stream.open();
    Thread emitter = new Thread(() -> emit(stream, 0, 500));
    emitter.start();
    for (int i = 0; i < 500; i++) {
      Step step = reader.poll(LONG);
      assertThat(step).isNotNull();
      assertThat(step.content()).isEqualTo(String.valueOf(i));
    }
    emitter.join();

    assertThat(stream.statistics().droppedCount()).isZero();
    assertThat(stream.statistics().deliveredCount()).isEqualTo(500);
  }

  @Test
  @Tag("seed:000.fault.blocked")
  @Tag("seed:000.errors")
  void block_dropsAfterTheTimeoutThenAtOnce_whenTheReaderHangs() throws Exception {
    SessionStream stream = stream(OverflowPolicy.BLOCK, 2, Duration.ofMillis(20));
    StepFeed reader = stream.open();
    emit(stream, 0, 2);
    assertThat(stream.thinking("2")).isFalse();
    emit(stream, 3, 1000);

    assertThat(dropped(stream)).isEqualTo(Map.of("block_timeout", 1L, "stalled", 997L));
    reader.poll(Duration.ZERO);
    emit(stream, 1000, 1002);
    assertThat(dropped(stream)).containsEntry("block_timeout", 2L);
  }

  @Test
  void block_isFreedAndRefused_whenTheStreamIsCompleted() throws Exception {
    SessionStream stream = stream(OverflowPolicy.BLOCK, 1, Duration.ofHours(1));
    StepFeed reader = stream.open();
    emit(stream, 0, 1);
    Thread emitter = new Thread(() -> emit(stream, 1, 2));
    emitter.start();
    await().until(() -> emitter.getState() == Thread.State.TIMED_WAITING);
    stream.complete();
    emitter.join();

    assertThat(Recording.contents(reader)).containsExactly("0", "END");
    assertThat(dropped(stream)).isEqualTo(Map.of("after_end", 1L));
  }

  @Test
  void block_waitsOnAndKeepsTheInterrupt_whenTheEmitterIsInterrupted() throws Exception {
    SessionStream stream = stream(OverflowPolicy.BLOCK, 1, LONG);
    StepFeed reader = stream.open();
    emit(stream, 0, 1);
    boolean[] kept = new boolean[1];
    Thread emitter =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              emit(stream, 1, 2);
              kept[0] = Thread.currentThread().isInterrupted();
            });
    emitter.start();
    await().until(() -> emitter.getState() == Thread.State.TIMED_WAITING);
    reader.poll(Duration.ZERO);
    emitter.join();

    assertThat(kept[0]).isTrue();
    assertThat(stream.statistics().droppedCount()).isZero();
  }

  @Test
  void errorsAndTheEnd_areNeverDisplaced() {
    for (OverflowPolicy policy : OverflowPolicy.values()) {
      SessionStream stream = stream(policy, 3, Duration.ZERO);
      StepFeed reader = stream.open();
      stream.error("e0");
      emit(stream, 0, 2);
      stream.error("e1");
      stream.error("e2");
      if (policy != OverflowPolicy.RAISE) {
        stream.error("e3");
        emit(stream, 2, 4);
      }
      stream.complete();

      assertThat(Recording.contents(reader))
          .as("%s", policy)
          .containsExactly("e0", "e1", "e2", "END");
      assertThat(stream.statistics().isBalanced()).as("%s", policy).isTrue();
    }
  }

  @Test
  void steps_areRecorded_whateverReadersMiss() {
    try (Recording recording = new Recording()) {
      SessionStream stream =
          recording.stream("s").setMaxSize(1).setOverflowPolicy(OverflowPolicy.DROP_NEWEST).build();
      emit(stream, 0, 50);
      recording.flush();

      assertThat(dropped(stream)).isEqualTo(Map.of("queue_full", 49L));
      assertThat(recording.processor.ledger().delivered()).isEqualTo(50);
    }
  }

  static SessionStream stream(OverflowPolicy policy, int maxSize, Duration blockTimeout) {
    return SessionStream.builder("s")
        .setEmitter(Emitter.create(OpenTelemetry.noop()))
        .setOverflowPolicy(policy)
        .setMaxSize(maxSize)
        .setBlockTimeout(blockTimeout)
        .build();
  }

  private static void emit(SessionStream stream, int from, int to) {
    for (int i = from; i < to; i++) {
      stream.thinking(String.valueOf(i));
    }
  }

  private static Map<String, Long> dropped(SessionStream stream) {
    return stream.statistics().droppedByReason();
  }
}
