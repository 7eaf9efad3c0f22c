package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A head sampler can keep rewards and exceptions, since it sees what they are. */
class SamplerVisibilityTest {
  private final List<String> seen = new ArrayList<>();
  private final Emitter emitter =
      Emitter.create(
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
                      .setSampler(new Recording())
                      .build())
              .build());

  @Test
  void reward_isWholeWhenTheSamplerDecides() {
    emitter.reward(Reward.of("correct", 1).tag("t"), Map.of("judge", "j"));

    assertThat(seen.get(0))
        .startsWith("agentlightning.annotation")
        .contains("agentlightning.reward.0.value=1.0", "agentlightning.tag.0", "judge");
  }

  @Test
  void exception_isKnownWhenTheSamplerDecides() {
    emitter.exception(new IllegalStateException("down"));

    assertThat(seen.get(0)).contains("java.lang.IllegalStateException", "down");
  }

  @Test
  void operation_isKnownByItsName() {
    emitter.operation("plan").close();

    assertThat(seen.get(0)).contains("agentlightning.operation.name", "plan");
  }

  @Test
  void emit_givesItsOwnContext_whenItIsSampledOut() {
    SpanContext context = emitter.message("hi");

    assertThat(context.isValid()).isTrue();
    assertThat(context.isSampled()).isFalse();
  }

  private final class Recording implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      seen.add(name + attributes);
      return SamplingResult.drop();
    }

    @Override
    public String getDescription() {
      return "Recording";
    }
  }
}
