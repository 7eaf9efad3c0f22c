package dev.fulgurite.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.Session;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage = new Stage();
  private final EventBus bus = stage.bus;

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  @Tag("seed:004.types.agent")
  @Tag("seed:004.executor.lifecycle")
  @Tag("seed:004.event")
  void agentSpan_isToldAtItsStartAndItsEnd() {
    Recorder recorder = stage.record(BusEventType.ANY);

    Span span;
    try (Scope ignored = Session.builder("s-1").user("u-1").open()) {
      span = stage.agent("planner");
      span.setAttribute("gen_ai.request.model", "m-1");
      span.end();
    }
    stage.settle();

    assertThat(recorder.types())
        .containsExactly("session_created", "agent_started", "agent_completed");
    BusEvent completed = recorder.events.get(2);
    String ids = span.getSpanContext().getTraceId() + "-" + span.getSpanContext().getSpanId();
    assertThat(completed.id()).isEqualTo(ids + "-agent_completed");
    assertThat(completed.agent()).isEqualTo("planner");
    assertThat(completed.user()).isEqualTo("u-1");
    assertThat(completed.session()).isEqualTo("s-1");
    assertThat(completed.executionTime()).isPositive();
    assertThat(completed.errorType()).isNull();
    assertThat(completed.metadata()).containsEntry("gen_ai.request.model", "m-1");
    assertThat(recorder.events.get(1).executionTime()).isNull();
    assertThat(recorder.events.get(1).time()).isBefore(completed.time());
    assertThat(bus.ledger().delivered()).isEqualTo(3);
    assertThat(stage.lines).isEmpty();
  }

  @Test
  @Tag("seed:004.executor.error")
  @Tag("seed:004.event.optional")
  void failedAgent_isAnErrorWithTypeMessageAndTime() {
    Recorder recorder = stage.record(BusEventType.ANY);

    Span span = stage.agent("planner");
    span.recordException(new IllegalStateException("no model"));
    span.setStatus(StatusCode.ERROR);
    span.end();
    stage.settle();

    assertThat(recorder.types()).containsExactly("agent_started", "error_occurred");
    BusEvent error = recorder.events.get(1);
    assertThat(error.errorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.errorMessage()).isEqualTo("no model");
    assertThat(error.executionTime()).isPositive();
  }

  @Test
  void emittedException_isAnError() {
    Recorder recorder = stage.record(BusEventType.ERROR_OCCURRED);

    stage.emitter().exception(new IllegalArgumentException("bad tool"));
    stage.emitter().message("no event");
    stage.settle();

    assertThat(recorder.events)
        .singleElement()
        .satisfies(e -> assertThat(e.errorType()).isEqualTo("java.lang.IllegalArgumentException"))
        .satisfies(e -> assertThat(e.errorMessage()).isEqualTo("bad tool"));
  }

  @Test
  @Tag("seed:004.types.middleware")
  void advisors_areMiddleware() {
    Recorder recorder = stage.record(BusEventType.ANY);

    try (Scope ignored = Session.builder("s-1").open()) {
      advisor("memory").end();
      advisor("guard").setStatus(StatusCode.ERROR, "refused").end();
    }
    stage.settle();

    assertThat(recorder.types())
        .containsExactly("session_created", "middleware_executed", "middleware_failed");
    assertThat(recorder.events.get(2).errorMessage()).isEqualTo("refused");
    assertThat(recorder.events.get(1).metadata()).containsEntry("spring.ai.advisor.name", "memory");
  }

  private Span advisor(String name) {
    return stage
        .sdk
        .getTracer("test")
        .spanBuilder("advisor " + name)
        .setAttribute("spring.ai.advisor.name", name)
        .startSpan();
  }

  @Test
  @Tag("seed:004.types.checkpoint")
  @Tag("seed:004.types.middleware")
  void checkpointsAndMiddleware_arePublished() {
    Recorder recorder = stage.record(BusEventType.ANY);

    for (BusEventType type :
        new BusEventType[] {
          BusEventType.CHECKPOINT_SAVED,
          BusEventType.CHECKPOINT_RESTORED,
          BusEventType.MIDDLEWARE_EXECUTED,
          BusEventType.MIDDLEWARE_FAILED
        }) {
      bus.publish(EventDraft.of(type).session("s-1").metadata("checkpoint", 7));
    }
    stage.settle();

    assertThat(recorder.types())
        .containsExactly(
            "session_created",
            "checkpoint_saved",
            "checkpoint_restored",
            "middleware_executed",
            "middleware_failed");
    assertThat(recorder.events.get(1).metadata()).containsEntry("checkpoint", 7L);
  }

  @Test
  @Tag("seed:004.subscribe")
  @Tag("seed:004.subscribe.any")
  @Tag("seed:004.unsubscribe")
  void subscription_getsItsType_untilItEnds() {
    Recorder started = new Recorder();
    Subscription subscription = bus.subscribe(BusEventType.AGENT_STARTED, started);
    Recorder any = stage.record(BusEventType.ANY);

    stage.agent("a").end();
    stage.settle();
    assertThat(bus.unsubscribe(subscription.id())).isTrue();
    assertThat(bus.unsubscribe(subscription.id())).isFalse();
    stage.agent("b").end();
    stage.settle();

    assertThat(started.events).extracting(BusEvent::agent).containsExactly("a");
    assertThat(any.events).hasSize(4);
    assertThat(bus.ledger().delivered()).as("ended ones count").isEqualTo(5);
    bus.doChores();
    assertThat(bus.ledger().delivered()).isEqualTo(5);
  }

  @Test
  @Tag("seed:004.unsubscribe.handler")
  void unsubscribe_endsAllOfAHandler() {
    Recorder handler = new Recorder();
    bus.subscribe(BusEventType.AGENT_STARTED, handler);
    bus.subscribe(BusEventType.AGENT_COMPLETED, handler);
    Recorder other = stage.record(BusEventType.ANY);

    assertThat(bus.unsubscribe(handler)).isTrue();
    stage.agent("a").end();
    stage.settle();

    assertThat(handler.events).isEmpty();
    assertThat(other.events).hasSize(2);
    assertThat(bus.subscriptions()).hasSize(1);
  }

  @Test
  @Tag("seed:004.types.session")
  void sessions_areCreatedAndExpire() {
    Recorder recorder = stage.record(BusEventType.ANY);

    Span last;
    try (Scope ignored = Session.builder("s-1").user("u-1").open()) {
      stage.emitter().message("hello");
      stage.clock.advance(Duration.ofMinutes(29));
      bus.doChores();
      last = stage.sdk.getTracer("test").spanBuilder("later").startSpan();
      last.end();
    }
    stage.clock.advance(Duration.ofMinutes(30).minusMillis(1));
    bus.doChores();
    stage.settle();
    assertThat(recorder.types()).containsExactly("session_created");
    stage.clock.advance(Duration.ofMillis(1));
    bus.doChores();
    stage.settle();

    assertThat(recorder.types()).containsExactly("session_created", "session_expired");
    BusEvent expired = recorder.events.get(1);
    assertThat(expired.session()).isEqualTo("s-1");
    assertThat(expired.user()).isEqualTo("u-1");
    assertThat(expired.id())
        .isEqualTo(expired.traceId() + "-" + expired.spanId() + "-session_expired");
    assertThat(expired.spanId()).isEqualTo(last.getSpanContext().getSpanId());
  }

  @Test
  void traceWithoutASession_isNoSessionThatBegins() {
    Recorder recorder = stage.record(BusEventType.ANY);

    stage.emitter().message("hello");
    stage.settle();

    assertThat(recorder.events).isEmpty();
  }

  @Test
  void spansThatAreNotSampled_areNotHeard() {
    Recorder recorder = stage.record(BusEventType.ANY);
    Span unsampled =
        Span.wrap(
            io.opentelemetry.api.trace.SpanContext.create(
                "0000000000000000000000000000000a",
                "000000000000000a",
                io.opentelemetry.api.trace.TraceFlags.getDefault(),
                io.opentelemetry.api.trace.TraceState.getDefault()));

    try (Scope ignored = unsampled.makeCurrent()) {
      stage.agent("a").end();
    }
    stage.settle();

    assertThat(recorder.events).isEmpty();
  }

  @Test
  void secrets_areGone_beforeAHandlerSeesThem() {
    Recorder recorder = stage.record(BusEventType.CUSTOM);

    bus.publishNow(
        EventDraft.of(BusEventType.of("step")).metadata("mail", "ann@example.com"), PATIENCE);

    assertThat(recorder.events.get(0).metadata()).containsEntry("mail", "[redacted:email]");
  }

  @Test
  void misuse_isRefusedByName() {
    assertThatThrownBy(() -> EventDraft.of(BusEventType.ANY)).hasMessageContaining("ANY");
    assertThatThrownBy(() -> BusEventType.of("")).hasMessageContaining("word");
    assertThatThrownBy(() -> BusEventType.of("fulgurite.x")).hasMessageContaining("reserved");
    assertThatThrownBy(() -> SubscriptionOptions.DEFAULT.maxQueueSize(0))
        .hasMessageContaining("maxQueueSize");
    assertThatThrownBy(() -> SubscriptionOptions.DEFAULT.handlerTimeout(Duration.ZERO))
        .hasMessageContaining("handlerTimeout");
    assertThatThrownBy(() -> EventBus.builder().setSessionIdleTime(Duration.ZERO))
        .hasMessageContaining("sessionIdleTime");
  }

  @Test
  void defaults_areTheDocuments() {
    assertThat(SubscriptionOptions.DEFAULT)
        .hasToString(
            "SubscriptionOptions{maxQueueSize=1000, maxConcurrent=10,"
                + " overflowPolicy=DROP_NEWEST, blockTimeout=PT1S, handlerTimeout=PT30S}");
  }
}
