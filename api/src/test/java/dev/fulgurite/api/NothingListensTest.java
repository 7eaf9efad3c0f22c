package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without an SDK, with a no-op one, and with one that samples nothing. */
class NothingListensTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();

  @BeforeEach
  @AfterEach
  void resetGlobal() {
    GlobalOpenTelemetry.resetForTest();
  }

  static Stream<Emitter> silentEmitters() {
    SdkTracerProvider nothing = SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build();
    return Stream.of(
        Emitter.global(),
        Emitter.create(OpenTelemetry.noop()),
        Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(nothing).build()));
  }

  /** Counts every look at it. */
  public static final class Watched {
    final AtomicInteger looks = new AtomicInteger();

    public int getValue() {
      return looks.incrementAndGet();
    }

    @Override
    public String toString() {
      return "look " + looks.incrementAndGet();
    }
  }

  @ParameterizedTest
  @MethodSource("silentEmitters")
  @Tag("seed:001.no-tracer")
  void emits_readNoValue(Emitter emitter) {
    Watched watched = new Watched();

    emitter.object(watched);
    emitter.message("hi", Map.of("watched", watched));
    emitter.exception(new IllegalStateException(), Map.of("watched", watched));
    try (Operation operation = emitter.operation("work", Map.of("watched", watched))) {
      operation.input("watched", watched).inputs(watched).output(watched);
      operation.fail(new IllegalStateException());
    }

    assertThat(watched.looks).hasValue(0);
  }

  @ParameterizedTest
  @MethodSource("silentEmitters")
  void emits_stillRefuseMisuse(Emitter emitter) {
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.message((String) null));
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.reward(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.reward((Reward) null));
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.annotation(Map.of("a", this)));
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.exception(null));
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.event(null, "event"));
    assertThatIllegalArgumentException().isThrownBy(() -> emitter.operation(null));
  }

  @Test
  @Tag("seed:001.no-tracer")
  void emits_giveAnInvalidContext() {
    for (Emitter emitter : List.of(Emitter.global(), Emitter.create(OpenTelemetry.noop()))) {
      assertThat(emitter.message("hi")).isSameAs(SpanContext.getInvalid());
      assertThat(emitter.reward(Reward.of(1).linkTo(SpanContext.getInvalid())).isValid()).isFalse();
      assertThat(emitter.object(null).isValid()).isFalse();
      try (Operation operation = emitter.operation("work")) {
        assertThat(operation.spanContext().isValid()).isFalse();
      }
    }
  }

  @Test
  void emits_ofANoop_doNotPassTheParentOffAsTheEvent() {
    try (Operation parent = recorder.emitter().operation("parent")) {
      SpanContext context = Emitter.create(OpenTelemetry.noop()).message("hi");

      assertThat(parent.spanContext().isValid()).isTrue();
      assertThat(context.isValid()).isFalse();
    }
  }

  @Test
  void session_opensAllTheSame() {
    try (Scope scope = Session.builder("s-1").open()) {
      Emitter.global().message("hi");

      assertThat(Session.current().orElseThrow().id()).isEqualTo("s-1");
    }
  }
}
