package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to emit what is said. In an application, the emitter is {@code Emitter.global()}. */
class EmittingMessagesTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  @Test
  @Tag("seed:001.message")
  @Tag("seed:001.emitter.interface")
  void message_isASpanOfItsOwn() {
    SpanContext context = emitter.message("Thinking about the weather.");

    SpanData span = recorder.only();
    assertThat(span.getName()).isEqualTo("agentlightning.message");
    assertThat(span.getSpanContext()).isEqualTo(context);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("dev.fulgurite");
    assertThat(recorder.attributes())
        .isEqualTo(Map.of("agentlightning.message.body", "Thinking about the weather."));
  }

  @Test
  void message_saysWhoSpeaks() {
    emitter.message(Role.USER, "What is 2 + 2?");
    emitter.message(Role.ASSISTANT, "4");
    emitter.message(Role.SYSTEM, "Be brief.");
    emitter.message(Role.TOOL, "4.0");

    assertThat(recorder.views())
        .extracting(span -> SpanReaders.role(span).orElseThrow())
        .containsExactly(Role.USER, Role.ASSISTANT, Role.SYSTEM, Role.TOOL);
    assertThat(recorder.spans().get(0).getAttributes().asMap().toString())
        .contains("fulgurite.message.role=user");
  }

  @Test
  void message_carriesAttributes() {
    emitter.message(
        "hello", Map.of("step", 3, "model", Map.of("name", "m-1", "seeds", List.of(1, 2))));

    assertThat(recorder.attributes())
        .containsEntry("step", 3L)
        .containsEntry("model.name", "m-1")
        .containsEntry("model.seeds", List.of(1L, 2L));
  }

  @Test
  void message_isLenientWithAttributes() {
    Map<String, Object> odd = new LinkedHashMap<>();
    odd.put("nothing", null);
    odd.put("object", new Thread("t-1").getThreadGroup().getClass().getDeclaredFields());
    odd.put("mixed", Arrays.asList("a", 1, null));

    emitter.message(Role.USER, "hello", odd);

    assertThat(recorder.attributes())
        .containsEntry("nothing", "null")
        .containsEntry("mixed.0", "a")
        .containsEntry("mixed.1", 1L)
        .containsEntry("mixed.2", "null");
  }

  @Test
  void message_isAChildOfTheCurrentSpan() {
    Span parent = recorder.openTelemetry().getTracer("app").spanBuilder("turn").startSpan();
    try (Scope scope = parent.makeCurrent()) {
      emitter.message("inside");
    }
    parent.end();

    assertThat(recorder.spans().get(0).getParentSpanId())
        .isEqualTo(parent.getSpanContext().getSpanId());
  }

  @Test
  void message_mayBeEmpty() {
    emitter.message("");

    assertThat(SpanReaders.message(recorder.onlyView())).contains("");
  }

  @Test
  void message_isCutAndSaysSo_whenItIsHuge() {
    emitter.message("x".repeat(10_000_000));

    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
    assertThat(SpanReaders.message(recorder.onlyView()).orElseThrow()).hasSize(1 << 20);
  }

  @Test
  @Tag("seed:001.message.validation")
  @Tag("seed:001.input-validation")
  void message_refusesNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.message((String) null))
        .withMessage("body must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.message(null, "hi"))
        .withMessage("role must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.message("hi", null))
        .withMessage("attributes must not be null");
  }
}
