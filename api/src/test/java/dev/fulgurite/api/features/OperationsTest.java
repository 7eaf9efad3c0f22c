package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Operation;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.SpanRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to record a unit of work: what went in, what came out, what happened meanwhile. */
class OperationsTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  @Test
  void operation_recordsInputsAndOutput() {
    try (Operation operation = emitter.operation("add")) {
      operation.input("a", 2).input("b", 3);
      operation.output(5);
    }

    assertThat(recorder.only().getName()).isEqualTo("agentlightning.operation");
    assertThat(recorder.attributes())
        .isEqualTo(
            Map.of(
                "agentlightning.operation.name", "add",
                "agentlightning.operation.input.a", 2L,
                "agentlightning.operation.input.b", 3L,
                "agentlightning.operation.output", 5L));
  }

  @Test
  void operation_recordsPositionalInputs() {
    try (Operation operation = emitter.operation("add")) {
      operation.inputs(2, "three", null);
    }

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.operation.input.args.0", 2L)
        .containsEntry("agentlightning.operation.input.args.1", "three")
        .containsEntry("agentlightning.operation.input.args.2", "null");
  }

  @Test
  void operation_flattensNestedValues() {
    try (Operation operation = emitter.operation("search", Map.of("tool", Map.of("version", 2)))) {
      operation.input("query", Map.of("words", List.of("a", "b"), "limit", 3));
      operation.output(List.of(Map.of("title", "A"), Map.of("title", "B")));
    }

    assertThat(recorder.attributes())
        .containsEntry("tool.version", 2L)
        .containsEntry("agentlightning.operation.input.query.words", List.of("a", "b"))
        .containsEntry("agentlightning.operation.input.query.limit", 3L)
        .containsEntry("agentlightning.operation.output.0.title", "A")
        .containsEntry("agentlightning.operation.output.1.title", "B");
  }

  @Test
  void operation_isTheParentOfWhatIsEmittedMeanwhile() {
    try (Operation operation = emitter.operation("turn")) {
      emitter.message("inside");
      assertThat(Span.current().getSpanContext()).isEqualTo(operation.spanContext());
    }
    emitter.message("outside");

    List<SpanData> spans = recorder.spans();
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    assertThat(spans.get(2).getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void operation_thatFails_hasStatusErrorAndOneException() {
    try (Operation operation = emitter.operation("divide")) {
      operation.fail(new ArithmeticException("/ by zero"));
      operation.fail(new IllegalStateException("later"));
    }

    SpanData span = recorder.only();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription())
        .isEqualTo("java.lang.ArithmeticException: / by zero");
    assertThat(span.getEvents()).hasSize(1);
    assertThat(span.getEvents().get(0).getName()).isEqualTo("exception");
    assertThat(
            span.getEvents().get(0).getAttributes().get(AttributeKey.stringKey("exception.type")))
        .isEqualTo("java.lang.ArithmeticException");
  }

  @Test
  void operation_endsOnce() {
    Operation operation = emitter.operation("once");

    operation.close();
    operation.output("too late").close();

    assertThat(recorder.only().getAttributes().size()).isEqualTo(1);
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void operation_keepsValuesAsTheyWere_andTheLastOutput() {
    List<String> words = new ArrayList<>(List.of("a"));
    try (Operation operation = emitter.operation("revise")) {
      operation.input("words", words);
      words.add("b");
      operation.output(Map.of("draft", 1));
      operation.output(Map.of("final", 2));
    }

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.operation.input.words", List.of("a"))
        .containsEntry("agentlightning.operation.output.final", 2L)
        .doesNotContainKey("agentlightning.operation.output.draft");
  }

  @Test
  void operation_canBeRewarded() {
    try (Operation operation = emitter.operation("answer")) {
      emitter.reward(Reward.of(1).linkTo(operation.spanContext()));
    }

    assertThat(recorder.spans().get(0).getAttributes().asMap().values())
        .contains(recorder.spans().get(1).getSpanId());
  }

  @Test
  void operation_refusesNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.operation(null))
        .withMessage("name must not be null");
    try (Operation operation = emitter.operation("o")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> operation.input(null, 1))
          .withMessage("name must not be null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> operation.fail(null))
          .withMessage("exception must not be null");
    }
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void operation_cutsAnInputThatContainsItself() {
    Map<String, Object> cyclic = new HashMap<>();
    cyclic.put("left", cyclic);
    cyclic.put("right", cyclic);

    try (Operation operation = recorder.emitter().operation("search")) {
      operation.input("graph", cyclic);
    }

    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
  }
}
