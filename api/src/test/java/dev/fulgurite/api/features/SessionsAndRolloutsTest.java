package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.SpanRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How to say whose work it is, and which training rollout it belongs to. */
class SessionsAndRolloutsTest {
  private static final AttributeKey<String> ROLLOUT =
      AttributeKey.stringKey("agentlightning.rollout_id");
  private static final AttributeKey<String> ATTEMPT =
      AttributeKey.stringKey("agentlightning.attempt_id");
  private static final AttributeKey<Long> SEQUENCE =
      AttributeKey.longKey("agentlightning.span_sequence_id");

  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();
  private final String rollout = "ro-" + UUID.randomUUID();

  @Test
  @Tag("seed:001.context")
  void session_isOnEverySpanStartedInIt() {
    try (Scope scope =
        Session.builder("s-1")
            .user("u-1")
            .agent("planner")
            .rollout(rollout, "at-1")
            .tag("eval")
            .tags("nightly")
            .open()) {
      recorder.openTelemetry().getTracer("a library").spanBuilder("HTTP GET").startSpan().end();
    }

    assertThat(recorder.attributes())
        .isEqualTo(
            Map.of(
                "session.id", "s-1",
                "gen_ai.conversation.id", "s-1",
                "fulgurite.session.source", "session",
                "user.id", "u-1",
                "gen_ai.agent.name", "planner",
                "tag.tags", List.of("eval", "nightly"),
                "agentlightning.rollout_id", rollout,
                "agentlightning.attempt_id", "at-1",
                "agentlightning.span_sequence_id", 1L));
  }

  @Test
  void session_withoutRollout_hasNoSequence() {
    try (Scope scope = Session.builder("s-1").open()) {
      emitter.message("hi");
    }

    assertThat(recorder.only().getAttributes().get(SEQUENCE)).isNull();
    assertThat(recorder.attributes()).containsEntry("session.id", "s-1");
  }

  @Test
  @Tag("seed:001.context")
  void session_isCurrentOnlyWhileItIsOpen() {
    try (Scope scope = Session.builder("outer").open()) {
      try (Scope inner = Session.builder("inner").open()) {
        assertThat(Session.current().orElseThrow().id()).isEqualTo("inner");
      }
      assertThat(Session.current().orElseThrow().id()).isEqualTo("outer");
    }

    assertThat(Session.current()).isEmpty();
    emitter.message("outside");
    assertThat(recorder.attributes()).doesNotContainKey("session.id");
  }

  @Test
  void sequence_countsPerRollout_overItsAttempts() {
    try (Scope scope = Session.builder("s-1").rollout(rollout, "at-1").open()) {
      emitter.message("1");
      emitter.reward(0);
    }
    try (Scope scope = Session.builder("s-2").rollout(rollout, "at-2").open()) {
      emitter.reward(1);
    }
    try (Scope scope = Session.builder("s-3").rollout(rollout + "-other", "at-1").open()) {
      emitter.reward(1);
    }

    assertThat(recorder.spans())
        .extracting(span -> span.getAttributes().get(SEQUENCE))
        .containsExactly(1L, 2L, 3L, 1L);
  }

  @Test
  void session_goesWithTheContextToAnotherThread() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Scope scope = Session.builder("s-1").open()) {
      executor.submit(Context.current().wrap(() -> emitter.message("wrapped"))).get();
      executor.submit(() -> emitter.message("bare")).get();
    } finally {
      executor.shutdown();
    }

    assertThat(recorder.spans())
        .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("session.id")))
        .containsExactly("s-1", null);
  }

  @Test
  void session_canBeCarriedWithoutBeingOpenHere() throws Exception {
    Session session = Session.builder("s-1").build();

    Context.current().with(session).wrap(() -> emitter.message("carried")).call();

    assertThat(Session.current()).isEmpty();
    assertThat(recorder.attributes()).containsEntry("session.id", "s-1");
  }

  static Stream<ExecutorService> executors() {
    Stream<ExecutorService> platform = Stream.of(Executors.newFixedThreadPool(8));
    return Stream.concat(platform, virtualThreads());
  }

  /** From JDK 21 on, by reflection since the project compiles for 17. */
  private static Stream<ExecutorService> virtualThreads() {
    try {
      return Stream.of(
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    } catch (ReflectiveOperationException olderJdk) {
      return Stream.empty();
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void rollouts_runConcurrently_eachWithItsOwnSequence(ExecutorService executor) throws Exception {
    List<Future<?>> rollouts =
        IntStream.range(0, 32)
            .<Future<?>>mapToObj(i -> executor.submit(() -> runRollout(rollout + "-" + i % 16, i)))
            .toList();
    awaitAll(rollouts);
    executor.shutdown();

    Map<String, List<SpanData>> byRollout =
        recorder.spans().stream()
            .collect(Collectors.groupingBy(span -> span.getAttributes().get(ROLLOUT)));
    assertThat(byRollout).hasSize(16);
    assertThat(byRollout.values())
        .allSatisfy(
            spans ->
                assertThat(spans)
                    .extracting(span -> span.getAttributes().get(SEQUENCE))
                    .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList()));
    assertThat(recorder.spans())
        .allSatisfy(
            span ->
                assertThat(span.getAttributes().get(AttributeKey.stringKey("expected")))
                    .isEqualTo(span.getAttributes().get(ATTEMPT)));
  }

  private void runRollout(String rolloutId, int attempt) {
    try (Scope scope = Session.builder("s").rollout(rolloutId, "at-" + attempt).open()) {
      for (int i = 0; i < 50; i++) {
        emitter.message("step", Map.of("expected", "at-" + attempt));
        Thread.yield();
      }
    }
  }

  private static void awaitAll(List<Future<?>> futures)
      throws InterruptedException, ExecutionException {
    for (Future<?> future : futures) {
      future.get();
    }
  }

  @Test
  void session_refusesWhatIsNullOrEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Session.builder(""))
        .withMessage("sessionId must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Session.builder("s").user(null))
        .withMessage("userId must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Session.builder("s").rollout("r", ""))
        .withMessage("attemptId must not be empty");
  }
}
