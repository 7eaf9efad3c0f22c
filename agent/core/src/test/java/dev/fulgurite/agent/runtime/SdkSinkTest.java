package dev.fulgurite.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.SinkSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRef;
import dev.fulgurite.agent.boundary.SpanRequest;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.exporter.ScopeStamper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SdkSinkTest {
  private static final ScopeName SCOPE = new ScopeName("scope", "1", null);
  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");
  private static final AttributeKey<String> SOURCE =
      AttributeKey.stringKey("fulgurite.session.source");

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(ScopeStamper.create())
          .addSpanProcessor(SimpleSpanProcessor.create(exporter))
          .build();
  private final SdkSink sink = new SdkSink(() -> provider, () -> true);
  private final Home isolated = new IsolatedHome(sink);

  @Test
  void span_hasAllThatWasAskedFor() {
    SpanRef remote =
        new SpanRef("1".repeat(32), "2".repeat(16), (byte) 1, Map.of("k", "v"), true, null);
    SinkSpan span =
        sink.start(
            new SpanRequest(
                SCOPE,
                "name",
                "CLIENT",
                remote,
                5,
                List.of(
                    new Attribute("longs", "LONG_ARRAY", List.of(1L)),
                    new Attribute("new", "VALUE", new StringBuilder("as text"))),
                List.of(new SpanLink(remote, List.of())),
                Map.of(),
                null));
    span.setStatus("ERROR", "bad");
    span.end(9);

    SpanData data = only();
    assertThat(data.getTraceId()).isEqualTo("1".repeat(32));
    assertThat(data.getParentSpanId()).isEqualTo("2".repeat(16));
    assertThat(data.getSpanContext().getTraceState().get("k")).isEqualTo("v");
    assertThat(data.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(data.getStartEpochNanos()).isEqualTo(5);
    assertThat(data.getEndEpochNanos()).isEqualTo(9);
    assertThat(data.getLinks()).hasSize(1);
    assertThat(data.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(data.getAttributes().get(AttributeKey.longArrayKey("longs"))).containsExactly(1L);
    assertThat(data.getAttributes().get(AttributeKey.stringKey("new"))).isEqualTo("as text");
    assertThat(data.getInstrumentationScopeInfo().getVersion()).isEqualTo("1");
  }

  @Test
  void frameworkSession_isUsed_whereNothingIsOpen() {
    start(null, Map.of(), "memory").end(0);

    assertThat(only().getAttributes().get(SESSION)).isEqualTo("memory");
    assertThat(only().getAttributes().get(SOURCE)).isEqualTo("framework");
  }

  @Test
  void openSession_winsOverTheFrameworks() {
    start(null, Map.of("session.id", "open", "fulgurite.session.source", "session"), "memory")
        .end(0);

    assertThat(only().getAttributes().get(SESSION)).isEqualTo("open");
  }

  @Test
  void outermostFrameworkSession_holdsForAllBelow() {
    SinkSpan outer = start(null, Map.of(), "outer");
    start(reference(outer), Map.of(), "inner").end(0);
    start(reference(outer), Map.of(), null).end(0);
    outer.end(0);

    assertThat(exporter.getFinishedSpanItems())
        .extracting(span -> span.getAttributes().get(SESSION))
        .containsOnly("outer");
  }

  @Test
  void frameworkSession_winsOverTheTraces() {
    SinkSpan root = start(null, Map.of(), null);
    start(reference(root), Map.of(), "memory").end(0);

    assertThat(only().getAttributes().get(SESSION)).isEqualTo("memory");
  }

  @Test
  void isolatedHome_nestsByItsOwnContext() {
    HookSpan outer = isolated.start(hook("outer", "memory"));
    HookSpan inner = isolated.start(hook("inner", null));
    inner.fail(new IllegalStateException("boom"));
    inner.end();
    outer.end();

    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans).extracting(SpanData::getName).containsExactly("inner", "outer");
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    assertThat(spans.get(0).getAttributes().get(SESSION)).isEqualTo("memory");
    assertThat(spans.get(0).getEvents()).hasSize(1);
    assertThat(spans.get(0).getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void isolatedHome_startsUnderAContextOfAnotherThread() {
    HookSpan outer = isolated.start(hook("outer", null));
    outer.detach();

    isolated.startUnder(outer.context(), hook("inner", null)).end();
    outer.end();

    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
  }

  @Test
  void isolatedHome_keepsSpanAndContext_whenTheExceptionItselfThrows() {
    HookSpan span = isolated.start(hook("outer", null));
    span.fail(new Hostile());
    span.end();

    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(only().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo(Hostile.class.getName());
    assertThat(io.opentelemetry.api.trace.Span.current().getSpanContext().isValid()).isFalse();
  }

  private static final class Hostile extends RuntimeException {
    @Override
    public String getMessage() {
      throw new Hostile();
    }
  }

  @Test
  void brokenPipeline_isNotNoticed() {
    SdkSink broken =
        new SdkSink(
            () -> {
              throw new IllegalStateException("cannot start");
            },
            () -> true);

    SinkSpan span = broken.start(request(null, Map.of(), null));
    span.setAttributes(List.of(new Attribute("k", "STRING", "v")));
    span.end(0);

    assertThat(span.isRecording()).isFalse();
  }

  private SpanData only() {
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().get(0);
  }

  private SinkSpan start(
      @Nullable SpanRef parent, Map<String, Object> session, @Nullable String framework) {
    return sink.start(request(parent, session, framework));
  }

  private static SpanRequest request(
      @Nullable SpanRef parent, Map<String, Object> session, @Nullable String framework) {
    return new SpanRequest(
        SCOPE, "name", "INTERNAL", parent, 0, List.of(), List.of(), session, framework);
  }

  private static SpanRef reference(SinkSpan span) {
    return new SpanRef(span.traceId(), span.spanId(), (byte) 1, Map.of(), false, span);
  }

  private static SpanStart hook(String name, @Nullable String session) {
    return new SpanStart(name, SpanKind.INTERNAL, Map.of("k", "v"), session);
  }
}
