package dev.fulgurite.agent.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.boundary.AppSpanStart;
import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.EndedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TapProcessorTest {
  private final RecordingSink sink = new RecordingSink();
  private final List<SpanData> application = new ArrayList<>();

  @Test
  void hookSpan_hidesItsContentFromTheApplication_notFromTheTap() {
    ApplicationBridge bridge = bridge(sdk(Sampler.alwaysOn()), false);

    AppSpan span =
        bridge.start(
            null, new AppSpanStart("chat", "CLIENT", Map.of("secret", "s", "k", "v"), "m-1", 0));
    span.set(Map.of("secret", "later", "n", 1L));
    span.end();

    assertThat(application)
        .singleElement()
        .satisfies(seen -> assertThat(seen.getAttributes().asMap().toString()).contains("k=v"))
        .satisfies(
            seen -> assertThat(seen.getAttributes().asMap().toString()).doesNotContain("secret"));
    EndedSpan kept = sink.tapped.get(0);
    assertThat(values(kept))
        .containsEntry("secret", "later")
        .containsEntry("k", "v")
        .containsEntry("n", 1L)
        .containsEntry("session.id", "m-1");
    assertThat(sink.tapped).hasSize(1);
    assertThat(kept.kind()).isEqualTo("CLIENT");
    assertThat(kept.context().spanId()).isEqualTo(application.get(0).getSpanId());
  }

  @Test
  void applicationsOwnSpan_isKeptWhole_underTheHookAroundIt() {
    OpenTelemetry sdk = sdk(Sampler.alwaysOn());
    AppSpan hook =
        bridge(sdk, false).start(null, new AppSpanStart("agent", "INTERNAL", Map.of(), "m-1", 0));
    Span own = sdk.getTracer("app", "1.0").spanBuilder("own").startSpan();
    own.setStatus(StatusCode.ERROR, "bad").addEvent("happened").recordException(new Error("x"));
    own.end();
    hook.end();

    EndedSpan kept = sink.tapped.get(0);
    assertThat(kept.name()).isEqualTo("own");
    assertThat(kept.parent().spanId()).isEqualTo(sink.tapped.get(1).context().spanId());
    assertThat(kept.status()).isEqualTo(new EndedSpan.Status("ERROR", "bad"));
    assertThat(kept.events()).extracting(EndedSpan.Event::name).contains("happened", "exception");
    assertThat(kept.scope().version()).isEqualTo("1.0");
    assertThat(kept.resource()).extracting(Attribute::key).contains("service.name");
    assertThat(values(kept)).containsEntry("session.id", "m-1");
  }

  @Test
  void spanThatIsNotSampled_isNotKept() {
    ApplicationBridge bridge = bridge(sdk(Sampler.alwaysOff()), false);

    bridge.start(null, new AppSpanStart("chat", "CLIENT", Map.of(), null, 0)).end();

    assertThat(sink.tapped).isEmpty();
  }

  @Test
  void currentSpan_isTheSdksOwn() {
    AppSpan span =
        bridge(sdk(Sampler.alwaysOn()), false)
            .start(null, new AppSpanStart("chat", "CLIENT", Map.of(), null, 0));

    assertThat(Span.current().getClass().getName()).startsWith("io.opentelemetry.sdk");
    span.end();
  }

  @Test
  void sdkOutOfReach_isMirroredSpanBySpan() {
    OpenTelemetry untapped = new Sdk(provider(Sampler.alwaysOn()).build());
    Tracer tracer =
        ((OpenTelemetry) bridge(untapped, true).emitterTelemetry()).getTracer("emitter");

    Span parent = tracer.spanBuilder("parent").startSpan();
    try (Scope scope = parent.makeCurrent()) {
      Span child = tracer.spanBuilder("child").setAttribute("secret", "s").startSpan();
      child.setAttribute("k", true).recordException(new IllegalStateException("boom"));
      child.setStatus(StatusCode.ERROR, "boom").updateName("renamed").end();
      child.end();
      assertThat(scope).isNotNull();
    }
    parent.end();

    EndedSpan kept = sink.tapped.get(0);
    assertThat(sink.tapped).hasSize(2);
    assertThat(kept.name()).isEqualTo("renamed");
    assertThat(values(kept)).containsEntry("secret", "s").containsEntry("k", true);
    assertThat(kept.parent().spanId()).isEqualTo(parent.getSpanContext().getSpanId());
    assertThat(kept.events()).extracting(EndedSpan.Event::name).containsExactly("exception");
    assertThat(kept.times().end()).isGreaterThanOrEqualTo(kept.times().start());
    assertThat(application.get(0).getAttributes().asMap().toString()).doesNotContain("secret");
  }

  private ApplicationBridge bridge(OpenTelemetry sdk, boolean outOfReach) {
    return new ApplicationBridge(
        new AgentSide(sink, () -> sdk, key -> key.equals("secret"), sink, outOfReach, false));
  }

  private OpenTelemetry sdk(Sampler sampler) {
    SdkTracerProviderBuilder builder = provider(sampler);
    bridge(OpenTelemetry.noop(), false).tap(builder);
    return new Sdk(builder.build());
  }

  private SdkTracerProviderBuilder provider(Sampler sampler) {
    return SdkTracerProvider.builder().setSampler(sampler).addSpanProcessor(new Seen(application));
  }

  private record Sdk(TracerProvider provider) implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      return provider;
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
  }

  /** What the application's own exporter would see. */
  private record Seen(List<SpanData> spans) implements SpanProcessor {
    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (span.getSpanContext().isSampled()) {
        spans.add(span.toSpanData());
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private static Map<String, Object> values(EndedSpan span) {
    return span.attributes().stream().collect(Collectors.toMap(Attribute::key, Attribute::value));
  }
}
