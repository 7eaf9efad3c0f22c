package dev.fulgurite.agent.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.bridge.RecordingSink.Recorded;
import dev.fulgurite.api.Session;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.Flushable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BridgeOpenTelemetryTest {
  private final RecordingSink sink = new RecordingSink();
  private final OpenTelemetry bridge = new BridgeOpenTelemetry(sink.alone());
  private final Tracer tracer =
      bridge
          .tracerBuilder("scope")
          .setInstrumentationVersion("1")
          .setSchemaUrl("https://example.org")
          .build();

  @Test
  void span_carriesEverythingOfItsBuilder() {
    SpanContext linked = remote("1", TraceState.getDefault());
    tracer
        .spanBuilder("name")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("text", "t")
        .setAttribute("long", 1)
        .setAttribute("double", 0.5)
        .setAttribute("boolean", true)
        .setAttribute(AttributeKey.stringArrayKey("texts"), List.of("a"))
        .setAttribute(AttributeKey.stringKey("absent"), null)
        .addLink(linked, Attributes.of(AttributeKey.longKey("n"), 1L))
        .setStartTimestamp(5, TimeUnit.MICROSECONDS)
        .startSpan();

    Recorded span = sink.only();
    assertThat(span.request.scope().name()).isEqualTo("scope");
    assertThat(span.request.scope().version()).isEqualTo("1");
    assertThat(span.request.scope().schemaUrl()).isEqualTo("https://example.org");
    assertThat(span.request.kind()).isEqualTo("CLIENT");
    assertThat(span.request.startEpochNanos()).isEqualTo(5_000);
    assertThat(span.attributes)
        .isEqualTo(
            Map.of("text", "t", "long", 1L, "double", 0.5, "boolean", true, "texts", List.of("a")));
    assertThat(span.links).singleElement().extracting("span.spanId").isEqualTo(linked.getSpanId());
  }

  @Test
  void span_passesOnWhatHappensToIt() {
    Span span = tracer.spanBuilder("name").startSpan();
    span.setAttribute("k", 1L).addEvent("e", Attributes.empty(), 7, TimeUnit.NANOSECONDS);
    span.addEvent("now").recordException(new IllegalStateException("boom"));
    span.setStatus(StatusCode.ERROR, "bad").updateName("other");
    span.end(9, TimeUnit.NANOSECONDS);

    assertThat(sink.only().name).isEqualTo("other");
    assertThat(sink.only().events).containsExactly("e@7", "now@0", "exception:boom");
    assertThat(sink.only().status).isEqualTo("ERROR:bad");
    assertThat(sink.only().ended).isEqualTo(9);
    assertThat(span.isRecording()).isFalse();
  }

  @Test
  void span_ignoresNulls() {
    assertThatCode(
            () ->
                tracer
                    .spanBuilder(null)
                    .setParent(null)
                    .addLink(null)
                    .setSpanKind(null)
                    .setStartTimestamp(1, null)
                    .setAttribute((AttributeKey<String>) null, "x")
                    .startSpan()
                    .setAttribute((AttributeKey<String>) null, "x")
                    .setStatus(StatusCode.OK, null)
                    .setAttribute(AttributeKey.stringKey("k"), null)
                    .setAllAttributes(null)
                    .setStatus(null, null)
                    .recordException(null)
                    .updateName(null)
                    .addEvent(null)
                    .addEvent("e", 1, null)
                    .addEvent("e", (Attributes) null)
                    .end(1, null))
        .doesNotThrowAnyException();
    assertThat(sink.only().events).containsExactly("e@0");
    assertThat(sink.only().ended).isZero();
  }

  @Test
  void child_knowsItsParentItself_notOnlyByIds() {
    Span parent = tracer.spanBuilder("parent").startSpan();
    try (Scope scope = parent.makeCurrent()) {
      assertThat(scope).isNotNull();
      tracer.spanBuilder("child").startSpan();
    }

    Recorded child = sink.named("child");
    assertThat(child.request.parent().sink()).isSameAs(sink.named("parent"));
    assertThat(child.request.parent().spanId()).isEqualTo(parent.getSpanContext().getSpanId());
  }

  @Test
  void remoteParent_crossesWithStateInOrder() {
    TraceState state = TraceState.builder().put("b", "2").put("a", "1").build();
    Context context = Context.root().with(Span.wrap(remote("2", state)));

    Span span = tracer.spanBuilder("name").setParent(context).startSpan();

    assertThat(sink.only().request.parent().remote()).isTrue();
    assertThat(sink.only().request.parent().traceState().keySet()).containsExactly("a", "b");
    assertThat(span.getSpanContext().getTraceState()).isEqualTo(state);
  }

  @Test
  void noParent_makesARoot_insideAnother() {
    try (Scope scope = tracer.spanBuilder("outer").startSpan().makeCurrent()) {
      assertThat(scope).isNotNull();
      tracer.spanBuilder("root").setNoParent().startSpan();
    }

    assertThat(sink.named("root").request.parent()).isNull();
  }

  @Test
  void openSession_isOnEverySpan() {
    try (Scope scope = Session.builder("s-1").rollout("ro", "at").open()) {
      assertThat(scope).isNotNull();
      tracer.spanBuilder("name").startSpan();
    }

    assertThat(sink.only().attributes)
        .containsEntry("session.id", "s-1")
        .containsEntry("agentlightning.rollout_id", "ro")
        .containsKey("agentlightning.span_sequence_id");
  }

  @Test
  void tracer_switchesToTheApplicationsSdk_onceThereIsOne() {
    AtomicReference<OpenTelemetry> application = new AtomicReference<>();
    OpenTelemetry switching =
        new BridgeOpenTelemetry(
            new AgentSide(sink, application::get, key -> false, sink, false, false));
    Tracer early = switching.getTracer("early", "2");
    RecordingSink other = new RecordingSink();

    early.spanBuilder("before").startSpan();
    application.set(new BridgeOpenTelemetry(other.alone()));
    early.spanBuilder("after").startSpan();

    assertThat(sink.only().name).isEqualTo("before");
    assertThat(other.only().name).isEqualTo("after");
    assertThat(other.only().request.scope().version()).isEqualTo("2");
  }

  @Test
  void propagators_writeTraceContextAndBaggage() {
    Map<String, String> headers = new HashMap<>();
    Context context =
        Context.root()
            .with(Span.wrap(remote("3", TraceState.getDefault())))
            .with(Baggage.builder().put("k", "v").build());

    bridge.getPropagators().getTextMapPropagator().inject(context, headers, Map::put);

    assertThat(headers).containsKeys("traceparent", "baggage");
  }

  @Test
  void flush_throws_whenSomethingWasNotDelivered() throws IOException {
    Flushable provider = (Flushable) bridge.getTracerProvider();
    provider.flush();
    sink.flushes = false;

    assertThatThrownBy(provider::flush).isInstanceOf(IOException.class);
  }

  private static SpanContext remote(String digit, TraceState state) {
    return SpanContext.createFromRemoteParent(
        digit.repeat(32), digit.repeat(16), TraceFlags.getSampled(), state);
  }
}
