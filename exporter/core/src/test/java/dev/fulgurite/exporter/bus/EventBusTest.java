package dev.fulgurite.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Session;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  @Tag("seed:004.types.agent")
  @Tag("seed:004.executor.lifecycle")
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
    assertThat(stage.bus.ledger().delivered()).isEqualTo(3);
    assertThat(stage.lines).isEmpty();
  }
}
