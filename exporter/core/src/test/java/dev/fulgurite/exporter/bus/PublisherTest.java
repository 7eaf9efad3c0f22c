package dev.fulgurite.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import dev.fulgurite.api.Session;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is published by hand, and types of one's own. */
class PublisherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage = new Stage();
  private final EventBus bus = stage.bus;

  @AfterEach
  void close() {
    stage.close();
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

  private static final class Payment implements EventType<String> {
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
}
