package dev.fulgurite.exporter.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Role;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionStreamTest {
  @Test
  @Tag("seed:000.session-id")
  @Tag("seed:000.max-size")
  @Tag("seed:000.overflow-policy")
  void defaults_areThoseOfTheDocument() {
    assertThat(unrecorded("s-1").build())
        .hasToString("SessionStream{session=s-1, maxSize=1000, policy=BLOCK}");
    assertThatThrownBy(() -> SessionStream.builder(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessionId");
    assertThatThrownBy(() -> unrecorded("s").setMaxSize(0)).hasMessageContaining("maxSize");
  }

  @Test
  @Tag("seed:000.agent")
  void reader_getsEveryStepInOrder_andTheEnd() {
    try (SessionStream stream = unrecorded("s-1").build()) {
      stream.thinking("hm");
      stream.toolCall("add", "c-1", "[1,2]");
      stream.toolResult("add", "c-1", "3");
      stream.message(Role.USER, "and?");
      stream.progress("half");
      stream.error("oh");
      stream.finalResponse("3");
      stream.complete();

      List<Step> steps = new ArrayList<>();
      stream.open().forEach(steps::add);
      assertThat(steps).extracting(Step::kind).containsExactlyInAnyOrder(StepKind.values());
      assertThat(steps).extracting(Step::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
      assertThat(steps.get(1).attributes())
          .containsEntry("gen_ai.tool.name", "add")
          .containsEntry("gen_ai.tool.call.id", "c-1");
      assertThat(stream.statistics().isBalanced()).isTrue();
      assertThat(stream.statistics().deliveredCount()).isEqualTo(8);
    }
  }

  @Test
  @Tag("seed:000.timeout")
  @Tag("seed:000.errors")
  void iteration_throws_whenNoStepComesInTime_andGoesOn() {
    SessionStream stream = unrecorded("s").setTimeout(Duration.ofMillis(5)).build();
    Iterator<Step> steps = stream.open().iterator();

    assertThatThrownBy(steps::hasNext)
        .isInstanceOf(StreamTimeoutException.class)
        .hasMessageContaining("'s'");
    stream.thinking("late");
    assertThat(steps.next().content()).isEqualTo("late");
  }

  @Test
  void iteration_throwsAndKeepsTheInterrupt_whenInterrupted() {
    Iterator<Step> steps = unrecorded("s").build().open().iterator();
    Thread.currentThread().interrupt();

    assertThatThrownBy(steps::hasNext).isInstanceOf(StreamTimeoutException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @Tag("seed:000.cleanup")
  void stream_takesNothing_whenCompleted() {
    SessionStream stream = unrecorded("s").build();
    stream.close();
    stream.complete();

    assertThat(stream.isCompleted()).isTrue();
    assertThat(stream.thinking("late")).isFalse();
    assertThat(Recording.contents(stream.open())).containsExactly("END");
    assertThat(stream.statistics().droppedByReason()).isEqualTo(Map.of("after_end", 1L));
    assertThat(stream.statistics().isBalanced()).isTrue();
  }

  @Test
  void cancel_endsReadersAndLetsEmittersGo_atOnce() throws Exception {
    SessionStream stream =
        unrecorded("s").setMaxSize(1).setBlockTimeout(Duration.ofHours(1)).build();
    stream.thinking("one");
    CountDownLatch free = new CountDownLatch(1);
    Thread emitter =
        new Thread(
            () -> {
              stream.thinking("two");
              free.countDown();
            });
    emitter.start();
    await().until(() -> emitter.getState() == Thread.State.TIMED_WAITING);
    stream.cancel();

    assertThat(free.await(10, SECONDS)).isTrue();
    assertThat(Recording.contents(stream.open())).isEmpty();
    assertThat(stream.statistics().droppedByReason())
        .isEqualTo(Map.of("cancelled", 1L, "after_end", 1L));
    assertThat(stream.statistics().isBalanced()).isTrue();
  }

  @Test
  void secondReader_getsWhatComesFromThenOn_withoutAPast() {
    SessionStream stream = unrecorded("s").build();
    stream.thinking("one");
    StepFeed first = stream.open();
    StepFeed second = stream.open();
    stream.thinking("two");
    stream.complete();

    assertThat(Recording.contents(first)).containsExactly("one", "two", "END");
    assertThat(Recording.contents(second)).containsExactly("two", "END");
    assertThat(stream.statistics().isBalanced()).isTrue();
  }

  @Test
  void attributes_areCopiedAsPlainValues() throws Exception {
    SessionStream stream = unrecorded("s").build();
    StringBuilder changing = new StringBuilder("a");
    stream.emit(StepKind.PROGRESS, "", Map.of("n", 1, "list", List.of(1.5f), "text", changing));
    changing.append("b");

    Step step = stream.open().poll(Duration.ZERO);
    assertThat(step).isNotNull();
    assertThat(step.attributes()).isEqualTo(Map.of("n", 1L, "list", List.of(1.5), "text", "a"));
  }

  private static SessionStreamBuilder unrecorded(String session) {
    return SessionStream.builder(session).setEmitter(Emitter.create(OpenTelemetry.noop()));
  }
}
