package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;

class PrioritySamplerTest {
  @Test
  void rewardsAndExceptions_areKept_whateverTheDelegateSays() {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSampler(PrioritySampler.wrap(Sampler.alwaysOff()))
            .addSpanProcessor(ScopeStamper.create())
            .build();
    Emitter emitter =
        Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());

    assertThat(emitter.reward(0.5)).matches(SpanContext::isSampled);
    assertThat(emitter.exception(new IllegalStateException("x"))).matches(SpanContext::isSampled);
    assertThat(emitter.message("hello")).matches(span -> !span.isSampled());
  }

  @Test
  void wrap_wrapsOnce_andSaysSo() {
    Sampler once = PrioritySampler.wrap(Sampler.alwaysOff());

    assertThat(PrioritySampler.wrap(once)).isSameAs(once);
    assertThat(once).hasToString("PrioritySampler{AlwaysOffSampler}");
  }
}
