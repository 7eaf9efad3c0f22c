package dev.fulgurite.exporter.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentStrippingExporterTest {
  private final InMemorySpanExporter received = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(
                      SimpleSpanProcessor.create(ContentStrippingExporter.create(received)))
                  .build())
          .build();

  @Test
  void events_arriveWithoutTheirContent() {
    Emitter emitter = Emitter.create(sdk);
    emitter.message("a secret plan");
    emitter.object(Map.of("plan", "secret"));
    emitter.object("secret");
    try (var operation = emitter.operation("add")) {
      operation.input("a", "secret");
      operation.output(Map.of("sum", "secret"));
    }
    emitter.reward(0.5);

    List<SpanData> spans = received.getFinishedSpanItems();
    assertThat(spans).hasSize(5);
    assertThat(spans.toString()).doesNotContain("secret").contains("add");
    assertThat(
            spans
                .get(4)
                .getAttributes()
                .get(AttributeKey.doubleKey("agentlightning.reward.0.value")))
        .isEqualTo(0.5);
  }

  @Test
  void spanEvents_areStrippedToo_andTheRestStays() {
    Tracer tracer = sdk.getTracer("test");
    tracer
        .spanBuilder("chat")
        .setAttribute("gen_ai.input.messages", "secret")
        .setAttribute("gen_ai.request.model", "m")
        .startSpan()
        .addEvent("e", Attributes.of(AttributeKey.stringKey("gen_ai.prompt"), "secret"))
        .end();

    SpanData span = received.getFinishedSpanItems().get(0);
    assertThat(span.getAttributes())
        .isEqualTo(Attributes.of(AttributeKey.stringKey("gen_ai.request.model"), "m"));
    assertThat(span.getEvents().get(0).getAttributes().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.output.messages",
        "gen_ai.tool.call.arguments",
        "gen_ai.tool.call.result",
        "gen_ai.tool.definitions",
        "gen_ai.system_instructions",
        "gen_ai.completion.0.content",
        "gcp.vertex.agent.llm_request",
        "gcp.vertex.agent.tool_response",
        "input.value",
        "agentlightning.operation.input.args.0",
      })
  void content_isWhateverTheTableNames(String key) {
    assertThat(ContentAttributes.contain(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.tool.name",
        "gen_ai.usage.input_tokens",
        "agentlightning.operation.name",
        "agentlightning.object.type",
        "agentlightning.reward.0.value",
        "exception.message",
        "session.id",
      })
  void content_isNothingElse(String key) {
    assertThat(ContentAttributes.contain(key)).isFalse();
  }
}
