package dev.fulgurite.exporter.bus.handler;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.bus.EventDraft;
import dev.fulgurite.exporter.bus.StoredEvents;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.StoreExporter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the bus tells live, and what the store tells again, are the same. */
class SourcedStateTest {
  private final InMemorySpanStore store = InMemorySpanStore.create();
  private OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().build();
  private final List<BusEvent> live = new CopyOnWriteArrayList<>();
  private final SourcedState<List<String>> words =
      SourcedState.of(List.of(), SourcedStateTest::append);

  @AfterEach
  void close() {
    sdk.close();
  }

  private static List<String> append(List<String> words, BusEvent event) {
    List<String> more = new ArrayList<>(words);
    more.add(event.type().word());
    return List.copyOf(more);
  }

  @Test
  @Tag("seed:004.sourcing")
  @Tag("seed:004.idempotent")
  void storedEvents_areTheLiveOnes_andMakeTheSameState() {
    record();
    StoredEvents stored = StoredEvents.of(store.reader());

    List<BusEvent> again = stored.ofSession("s-1");

    assertThat(again)
        .extracting(BusEvent::id)
        .containsExactlyElementsOf(live.stream().map(BusEvent::id).toList());
    assertThat(again.get(2)).as("a published one, field by field").isEqualTo(live.get(2));
    assertThat(words.state("s-1"))
        .containsExactly(
            "session_created",
            "agent_started",
            "checkpoint_saved",
            "error_occurred",
            "agent_started",
            "agent_completed");
    SourcedState<List<String>> fresh = SourcedState.of(List.of(), SourcedStateTest::append);
    assertThat(fresh.restore(stored, "s-1")).isEqualTo(words.state("s-1"));
    live.forEach(fresh::handle);
    assertThat(fresh.state("s-1")).as("each counts once").isEqualTo(words.state("s-1"));
    assertThat(stored.fold("s-1", 0, (count, event) -> count + 1)).isEqualTo(6);
    fresh.forget("s-1");
    assertThat(fresh.state("s-1")).isEmpty();
  }

  @Test
  void storedSession_hasExpired_onceItWasIdleForLong() {
    record();
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    StoredEvents stored =
        StoredEvents.of(store.reader(), Duration.ofMinutes(30), InstantSource.fixed(tomorrow));

    List<BusEvent> events = stored.ofSession("s-1");

    BusEvent last = events.get(events.size() - 1);
    assertThat(last.type()).isEqualTo(BusEventType.SESSION_EXPIRED);
    assertThat(last.session()).isEqualTo("s-1");
    assertThat(stored.ofSession("another")).isEmpty();
  }

  private void record() {
    EventBus bus = EventBus.builder().setEmitter(() -> Emitter.create(sdk)).build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(ScopeStamper.create())
            .addSpanProcessor(bus.processor())
            .addSpanProcessor(
                EventSpanProcessor.builder(StoreExporter.create(() -> store, "memory")).build())
            .build();
    sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
    bus.subscribe(BusEventType.ANY, live::add);
    bus.subscribe(BusEventType.ANY, words);
    try (Scope ignored = Session.builder("s-1").user("u-1").open()) {
      Span failing = agent();
      bus.publish(EventDraft.of(BusEventType.CHECKPOINT_SAVED).metadata("checkpoint", "c-1"));
      failing.setStatus(StatusCode.ERROR, "no model").end();
      agent().end();
    }
    bus.close();
    assertThat(provider.forceFlush().join(10, SECONDS).isSuccess()).isTrue();
  }

  private Span agent() {
    return sdk.getTracer("test")
        .spanBuilder("invoke_agent planner")
        .setAttribute("gen_ai.operation.name", "invoke_agent")
        .setAttribute("gen_ai.agent.name", "planner")
        .startSpan();
  }
}
