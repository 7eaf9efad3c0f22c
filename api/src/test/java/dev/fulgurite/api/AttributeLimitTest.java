package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenTelemetry drops the 129th attribute without a word; it must never come to that. */
class AttributeLimitTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();

  static Stream<Consumer<Emitter>> overfullEmits() {
    Map<String, Object> many = new LinkedHashMap<>();
    IntStream.range(0, 500).forEach(i -> many.put("k" + i, "v"));
    Map<String, Object> dimensions = new LinkedHashMap<>();
    IntStream.range(0, 500).forEach(i -> dimensions.put("d" + i, i));
    return Stream.of(
        emitter -> emitter.message("hi", many),
        emitter -> emitter.annotation(many, many),
        emitter -> emitter.object(1, many),
        emitter -> emitter.exception(new IllegalStateException(), many),
        emitter -> emitter.reward(Reward.of(dimensions, "d499"), many),
        emitter -> {
          try (Operation operation = emitter.operation("o", many)) {
            operation.input("a", many).input("b", many).output(many);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("overfullEmits")
  void span_saysThatItIsCut_andNothingIsDroppedSilently(Consumer<Emitter> emit) {
    try (Scope scope =
        Session.builder("s").user("u").agent("a").tag("t").rollout("ro-limit", "at").open()) {
      emit.accept(recorder.emitter());
    }

    SpanData span = recorder.only();
    assertThat(span.getTotalAttributeCount()).isEqualTo(span.getAttributes().size());
    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
  }
}
