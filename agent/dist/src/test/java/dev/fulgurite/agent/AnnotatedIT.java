package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotated methods, woven by the packaged agent. */
class AnnotatedIT {
  @TempDir static Path folder;
  private static Run run;
  private static List<StoredSpan> spans;

  @BeforeAll
  static void runProgram() {
    run =
        ChildJvm.in(folder)
            .classPath(ClassPaths.fulguriteApi())
            .classPath(ClassPaths.otelApi("1.49.0"))
            .run("Annotated");
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.err()).as("lines").hasSize(2);
    spans = run.spans();
  }

  @Test
  void operation_recordsWhatIsCaptured() {
    StoredSpan plan = operation("plan");

    assertThat(text(plan, "agentlightning.operation.input.goal")).isEqualTo("goal");
    assertThat(text(plan, "agentlightning.operation.input.hint"))
        .isEqualTo("[redacted:annotation]");
    assertThat(text(plan, "agentlightning.operation.output")).isEqualTo("planned goal");
    assertThat(plan.attributes().asMap().keySet())
        .extracting(AttributeKey::getKey)
        .filteredOn(key -> key.startsWith("agentlightning.operation.input."))
        .hasSize(2);
  }

  @Test
  void operation_isTheParentOfWhatItsBodyEmits() {
    StoredSpan message =
        spans.stream()
            .filter(span -> "inside".equals(text(span, "agentlightning.message.body")))
            .findFirst()
            .orElseThrow();

    assertThat(message.parentSpanId()).isEqualTo(operation("plan").spanId());
  }

  @Test
  void session_isOnEverySpanBelowIt_withSequenceIds() {
    List<StoredSpan> inSession =
        spans.stream().filter(span -> "s-1".equals(text(span, "session.id"))).toList();

    assertThat(inSession).hasSize(4);
    assertThat(inSession)
        .allSatisfy(span -> assertThat(text(span, "user.id")).isEqualTo("u-1"))
        .allSatisfy(span -> assertThat(text(span, "agentlightning.rollout_id")).isEqualTo("ro-1"));
    assertThat(inSession)
        .extracting(
            span -> span.attributes().get(AttributeKey.longKey("agentlightning.span_sequence_id")))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void future_isTheCallersOwn_andEndsTheOperation() {
    assertThat(run.printed("same")).isEqualTo("true");
    assertThat(text(operation("later"), "agentlightning.operation.output")).isEqualTo("in time");
  }

  @Test
  void exception_failsTheOperationOnce_andReachesTheCaller() {
    StoredSpan fails = operation("fails");

    assertThat(run.printed("caught")).isEqualTo("boom");
    assertThat(fails.status()).isEqualTo(StatusCode.ERROR);
    assertThat(fails.events()).hasSize(1);
  }

  @Test
  @Tag("seed:001.decorator")
  void rewards_areEmittedFromWhateverIsOne() {
    assertThat(spans)
        .filteredOn(span -> span.name().equals("agentlightning.annotation"))
        .extracting(
            span -> text(span, "agentlightning.reward.0.name"),
            span -> span.attributes().get(AttributeKey.doubleKey("agentlightning.reward.0.value")))
        .containsExactlyInAnyOrder(
            tuple("primary", 3.0),
            tuple("correct", 1.0),
            tuple("b", 0.2),
            tuple("own", 0.7),
            tuple("primary", 0.25),
            tuple("primary", 0.125));
  }

  @Test
  void messages_haveTheirRole_orNothingButTheMark() {
    assertThat(spans)
        .filteredOn(span -> span.name().equals("agentlightning.message"))
        .extracting(span -> text(span, "agentlightning.message.body"))
        .containsExactlyInAnyOrder("inside", "hello", "[redacted:annotation]", "end");
  }

  @Test
  void objects_areEmitted_nullToo() {
    assertThat(spans)
        .filteredOn(span -> span.name().equals("agentlightning.object"))
        .extracting(span -> text(span, "agentlightning.object.type"))
        .containsExactlyInAnyOrder("dict", "NoneType");
  }

  private static StoredSpan operation(String name) {
    return spans.stream()
        .filter(span -> name.equals(text(span, "agentlightning.operation.name")))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String text(StoredSpan span, String key) {
    return span.attributes().get(AttributeKey.stringKey(key));
  }
}
