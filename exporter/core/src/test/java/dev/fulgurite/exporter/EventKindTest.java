package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.SpanView;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKindTest {
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");

  @ParameterizedTest
  @CsvSource({
    "chat, LLM",
    "generate_content, LLM",
    "text_completion, LLM",
    "responses, LLM",
    "embeddings, SPAN",
    "execute_tool, TOOL",
    "invoke_agent, AGENT",
  })
  void operation_decides_alsoWithAModel(String operation, EventKind kind) {
    assertThat(EventKind.of(new View("x", Attributes.of(OPERATION, operation, MODEL, "m"))))
        .isEqualTo(kind);
  }

  @Test
  void model_isEnough_withoutAnOperation() {
    assertThat(EventKind.of(new View("x", Attributes.of(MODEL, "m")))).isEqualTo(EventKind.LLM);
  }

  @ParameterizedTest
  @CsvSource({"openai.chat.completion", "raw_gen_ai_request", "litellm_request"})
  void legacyNames_areModelCalls(String name) {
    assertThat(EventKind.of(new View(name, Attributes.empty()))).isEqualTo(EventKind.LLM);
  }

  @Test
  void annotation_isAReward_inEveryFormThatReadersTake() {
    Attributes legacy = Attributes.of(AttributeKey.doubleKey("reward"), 0.5);

    assertThat(EventKind.of(new View("agentlightning.annotation", legacy)))
        .isEqualTo(EventKind.REWARD);
    assertThat(EventKind.of(new View("agentlightning.annotation", Attributes.empty())))
        .isEqualTo(EventKind.ANNOTATION);
  }

  private record View(String name, Attributes attributes) implements SpanView {
    @Override
    public String traceId() {
      return "0".repeat(31) + "1";
    }

    @Override
    public String spanId() {
      return "0".repeat(15) + "1";
    }

    @Override
    public @Nullable String parentSpanId() {
      return null;
    }

    @Override
    public long startEpochNanos() {
      return 0;
    }

    @Override
    public long endEpochNanos() {
      return 0;
    }
  }
}
