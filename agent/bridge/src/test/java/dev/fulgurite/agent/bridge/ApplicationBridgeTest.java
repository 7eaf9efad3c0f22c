package dev.fulgurite.agent.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.boundary.AppSpanStart;
import dev.fulgurite.agent.bridge.RecordingSink.Recorded;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationBridgeTest {
  private final RecordingSink sink = new RecordingSink();
  private final ApplicationBridge bridge = new ApplicationBridge(sink.alone());

  @Test
  void hookSpan_isCurrent_untilItEnds() {
    AppSpan span = bridge.start(null, start("chat", null));

    assertThat(Span.current().getSpanContext().getSpanId()).isEqualTo(sink.only().spanId());
    span.end();
    span.end();

    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    assertThat(sink.only().ended).isZero();
  }

  @Test
  void hookSpan_detached_isLeftByItsThread_andEndsOnAnother() throws InterruptedException {
    AppSpan span = bridge.start(null, start("chat", null));
    span.detach();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();

    Thread other = new Thread(span::end);
    other.start();
    other.join();

    assertThat(sink.only().ended).isZero();
  }

  @Test
  void hookSpan_canBeStartedUnderAContextOfAnotherThread() {
    AppSpan parent = bridge.start(null, start("parent", null));
    parent.detach();

    bridge.start(parent.context(), start("child", null)).end();
    Runnable leave = bridge.attach(parent.context());
    bridge.start(null, start("attached", null)).end();
    leave.run();

    assertThat(List.of(sink.named("child"), sink.named("attached")))
        .extracting(span -> span.request.parent().sink())
        .containsOnly(sink.named("parent"));
  }

  @Test
  void failure_hasTypeStatusAndException() {
    AppSpan span = bridge.start(null, start("chat", "memory-1"));
    span.fail(new IllegalStateException("boom"));
    span.set(Map.of("texts", List.of("a", "b"), "n", 1L, "d", 0.5, "b", true));
    span.end();

    Recorded recorded = sink.only();
    assertThat(recorded.status).isEqualTo("ERROR:boom");
    assertThat(recorded.events).containsExactly("exception:boom");
    assertThat(recorded.attributes)
        .containsEntry("error.type", "java.lang.IllegalStateException")
        .containsEntry("texts", List.of("a", "b"))
        .containsEntry("n", 1L)
        .containsEntry("d", 0.5)
        .containsEntry("b", true);
    assertThat(recorded.request.frameworkSessionId()).isEqualTo("memory-1");
  }

  @Test
  void applicationsSdk_getsHookSpansWithoutContent_underTheOutermostSession() {
    RecordingSink application = new RecordingSink();
    OpenTelemetry sdk = new BridgeOpenTelemetry(application.alone());
    ApplicationBridge besideSdk =
        new ApplicationBridge(
            new AgentSide(sink, () -> sdk, key -> key.equals("secret"), sink, false, false));

    AppSpan outer =
        besideSdk.start(
            null,
            new AppSpanStart("agent", "INTERNAL", Map.of("secret", "s", "k", "v"), "outer", 0));
    AppSpan inner = besideSdk.start(null, start("chat", "inner"));
    inner.set(Map.of("secret", "s"));
    inner.end();
    outer.end();

    assertThat(sink.spans).isEmpty();
    assertThat(application.spans)
        .allSatisfy(span -> assertThat(span.attributes).doesNotContainKey("secret"))
        .allSatisfy(span -> assertThat(span.attributes).containsEntry("session.id", "outer"));
    assertThat(application.named("agent").attributes).containsEntry("k", "v");
  }

  @Test
  void realOpenTelemetry_isNeitherNoopNorBridge() {
    assertThat(bridge.isReal(null)).isFalse();
    assertThat(bridge.isReal(OpenTelemetry.noop())).isFalse();
    assertThat(bridge.isReal(bridge.openTelemetry())).isFalse();
  }

  private static AppSpanStart start(String name, String sessionId) {
    return new AppSpanStart(name, "CLIENT", Map.of(), sessionId, 0);
  }
}
