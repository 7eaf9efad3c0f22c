package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import dev.fulgurite.api.EventTypes;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanRecorder;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to emit events of a type of your own, and read them back. */
class CustomEventsTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  record Handover(String from, String to, List<String> reasons) {}

  static final class HandoverType implements EventType<Handover> {
    private final String name;

    HandoverType(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void validate(Handover event) {
      if (event.from().equals(event.to())) {
        throw new IllegalArgumentException("an agent cannot hand over to itself");
      }
    }

    @Override
    public Map<String, ?> encode(Handover event) {
      return Map.of(
          "handover", Map.of("from", event.from(), "to", event.to(), "reasons", event.reasons()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Handover decode(Map<String, Object> attributes) {
      Map<String, Object> handover = (Map<String, Object>) attributes.get("handover");
      return new Handover(
          (String) handover.get("from"),
          (String) handover.get("to"),
          (List<String>) handover.get("reasons"));
    }
  }

  @Test
  @Tag("seed:001.custom.type")
  void event_isReadBackAsItWas() {
    EventType<Handover> type = new HandoverType("acme.handover");
    Handover handover = new Handover("planner", "coder", List.of("plan is ready", "budget left"));

    emitter.event(type, handover, Map.of("turn", 3));

    assertThat(recorder.only().getName()).isEqualTo("acme.handover");
    assertThat(recorder.attributes())
        .containsEntry("handover.from", "planner")
        .containsEntry("turn", 3L);
    assertThat(SpanReaders.event(type, recorder.onlyView())).contains(handover);
  }

  @Test
  @Tag("seed:001.custom.type")
  @Tag("seed:001.business-rules")
  void event_thatIsInvalid_isRefused() {
    EventType<Handover> type = new HandoverType("acme.handover");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.event(type, new Handover("a", "a", List.of())))
        .withMessageContaining("acme.handover")
        .withMessageContaining("an agent cannot hand over to itself");
    assertThat(recorder.spans()).isEmpty();
  }

  @Test
  @Tag("seed:001.custom.registry")
  void types_areFoundAndListed_onceRegistered() {
    EventType<Handover> type = new HandoverType("acme.registered");

    EventTypes.register(type);

    assertThat(EventTypes.find("acme.registered")).containsSame(type);
    assertThat(EventTypes.find("acme.unknown")).isEmpty();
    assertThat(EventTypes.list()).contains(type);
  }

  @Test
  void types_refuseANameTwice() {
    EventTypes.register(new HandoverType("acme.twice"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypes.register(new HandoverType("acme.twice")))
        .withMessageContaining("'acme.twice' is already registered")
        .withMessageContaining(HandoverType.class.getName());
  }

  @Test
  void types_refuseReservedNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypes.register(new HandoverType("agentlightning.message")))
        .withMessageContaining("agentlightning.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypes.register(new HandoverType("")))
        .withMessageContaining("must not be empty");
  }

  /** Breaks wherever it can. */
  static final class BrokenType implements EventType<String> {
    @Override
    public String name() {
      return "acme.broken";
    }

    @Override
    public Map<String, ?> encode(String event) {
      throw new StackOverflowError();
    }

    @Override
    public String decode(Map<String, Object> attributes) {
      throw new IllegalStateException("cannot decode");
    }
  }

  @Test
  void event_whoseTypeIsBroken_isRecordedAsIncomplete() {
    emitter.event(new BrokenType(), "event");

    assertThat(recorder.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(recorder.only().getStatus().getDescription()).contains("incomplete event");
    assertThat(SpanReaders.event(new BrokenType(), recorder.onlyView())).isEmpty();
  }
}
