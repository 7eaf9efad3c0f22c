package dev.fulgurite.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Map;
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
  @Tag("seed:004.publish.async")
  @Tag("seed:004.types.custom")
  @Tag("seed:004.event.optional")
  void published_isASpanAndHeardOnce() throws Exception {
    Recorder recorder = stage.record(BusEventType.of("user_login"));
    Recorder custom = stage.record(BusEventType.CUSTOM);

    Receipt receipt =
        bus.publish(
                EventDraft.of(BusEventType.of("user_login"))
                    .agent("auth_agent")
                    .user("user_123")
                    .session("s-1")
                    .executionTime(Duration.ofMillis(1234))
                    .error("ValidationError", "Error details")
                    .metadata(Map.of("ip_address", "192.168.1.1", "user_agent", "Mozilla/5.0")))
            .toCompletableFuture()
            .get();

    assertThat(receipt.handled()).isEqualTo(2);
    assertThat(receipt.pending()).isZero();
    assertThat(custom.events).isEqualTo(recorder.events).hasSize(1);
    BusEvent event = recorder.events.get(0);
    assertThat(event.id()).isEqualTo(receipt.eventId());
    assertThat(event.agent()).isEqualTo("auth_agent");
    assertThat(event.user()).isEqualTo("user_123");
    assertThat(event.session()).isEqualTo("s-1");
    assertThat(event.executionTime()).isEqualTo(Duration.ofMillis(1234));
    assertThat(event.errorType()).isEqualTo("ValidationError");
    assertThat(event.errorMessage()).isEqualTo("Error details");
    assertThat(event.metadata())
        .containsOnly(
            Map.entry("ip_address", "192.168.1.1"), Map.entry("user_agent", "Mozilla/5.0"));
    assertThat(stage.spans.getFinishedSpanItems())
        .singleElement()
        .satisfies(span -> assertThat(span.getName()).isEqualTo("user_login"))
        .satisfies(span -> assertThat(span.getSpanId()).isEqualTo(event.spanId()));
  }

  @Test
  @Tag("seed:004.publish.sync")
  void publishNow_returnsWhenHandled() {
    Recorder recorder = stage.record(BusEventType.ANY);

    Receipt receipt = bus.publishNow(EventDraft.of(BusEventType.CUSTOM), PATIENCE);

    assertThat(receipt.handled()).isOne();
    assertThat(recorder.types()).containsExactly("custom");
  }

  @Test
  void publishNow_doesNotWaitForItself() {
    Receipt[] inner = new Receipt[1];
    bus.subscribe(
        BusEventType.CUSTOM,
        event -> {
          if (event.type().word().equals("outer")) {
            inner[0] =
                bus.publishNow(EventDraft.of(BusEventType.of("inner")).session("s"), PATIENCE);
          }
        });

    bus.publishNow(EventDraft.of(BusEventType.of("outer")).session("s"), PATIENCE);

    assertThat(inner[0].pending()).isOne();
  }

  @Test
  void published_isHeard_whereNothingRecordsSpans() {
    try (EventBus alone =
        EventBus.builder().setEmitter(() -> Emitter.create(OpenTelemetry.noop())).build()) {
      Recorder recorder = new Recorder();
      alone.subscribe(BusEventType.ANY, recorder);
      try (Scope ignored = Session.builder("s-2").open()) {
        alone.publishNow(EventDraft.of(BusEventType.of("step")).metadata("n", 1), PATIENCE);
      }

      assertThat(recorder.types()).containsExactly("session_created", "step");
      assertThat(recorder.events.get(1).session()).isEqualTo("s-2");
      assertThat(recorder.events.get(1).metadata()).containsEntry("n", 1L);
    }
  }

  @Test
  void published_hasTheIdsOfItsSpan_whereTheBusDoesNotHearThatSdk() {
    try (EventBus deaf = EventBus.builder().setEmitter(stage::emitter).build()) {
      Recorder recorder = new Recorder();
      deaf.subscribe(BusEventType.CUSTOM, recorder);

      Receipt receipt = deaf.publishNow(EventDraft.of(BusEventType.of("step")), PATIENCE);

      String spanId = stage.spans.getFinishedSpanItems().get(0).getSpanId();
      assertThat(recorder.events)
          .singleElement()
          .satisfies(e -> assertThat(e.spanId()).isEqualTo(spanId))
          .satisfies(e -> assertThat(e.id()).isEqualTo(receipt.eventId()).contains(spanId));
    }
  }

  @Test
  @Tag("seed:004.custom.define")
  @Tag("seed:004.custom.handle")
  void customTypes_areHeardFromTheEmitterToo() {
    Recorder recorder = stage.record(BusEventType.of("payment_success"));

    bus.publish(EventDraft.of(BusEventType.of("payment_success")).metadata("order_id", "o-1"));
    bus.publish(EventDraft.of(BusEventType.of("payment_failed")).metadata("order_id", "o-2"));
    stage.emitter().event(new Payment(), "o-3");
    stage.settle();

    assertThat(recorder.events)
        .extracting(event -> event.metadata().get("order_id"))
        .containsExactlyInAnyOrder("o-1", "o-3");
  }

  private static final class Payment implements dev.fulgurite.api.EventType<String> {
    @Override
    public String name() {
      return "payment_success";
    }

    @Override
    public Map<String, ?> encode(String order) {
      return Map.of("order_id", order);
    }

    @Override
    public String decode(Map<String, Object> attributes) {
      return String.valueOf(attributes.get("order_id"));
    }
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
