package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One draft while it becomes a span. It is in the context meanwhile, so that the bus, where it
 * hears that span, leaves it to who publishes: nothing is told twice, whoever listens.
 */
final class Publication {
  private static final ContextKey<Publication> KEY = ContextKey.named("fulgurite-publication");

  private final EventBus bus;
  private Hearing.@Nullable Ended heard;

  private Publication(EventBus bus) {
    this.bus = bus;
  }

  /** How a draft becomes an event's span. */
  private record DraftType(String name) implements EventType<EventDraft> {
    @Override
    public Map<String, ?> encode(EventDraft draft) {
      return draft.attributes();
    }

    @Override
    public EventDraft decode(Map<String, Object> attributes) {
      return EventDraft.of(BusEventType.of(name)).metadata(attributes);
    }
  }

  /**
   * What was recorded.
   *
   * @param context of the span; invalid where nothing recorded it
   * @param event null where the bus did not hear it
   */
  record Recorded(SpanContext context, Hearing.@Nullable Ended event) {}

  static Recorded emit(EventBus bus, Emitter emitter, EventDraft draft) {
    Publication publication = new Publication(bus);
    DraftType type = new DraftType(draft.type().word());
    SpanContext context =
        Context.current()
            .with(KEY, publication)
            .wrapSupplier(() -> emitter.event(type, draft))
            .get();
    return new Recorded(context, publication.heard);
  }

  /**
   * Whether the span of {@code event}, which ends on this thread, is being published on {@code
   * bus}.
   */
  static boolean claims(EventBus bus, Hearing.Ended event) {
    Publication publication = Context.current().get(KEY);
    if (publication == null || publication.bus != bus || publication.heard != null) {
      return false;
    }
    publication.heard = event;
    return true;
  }
}
