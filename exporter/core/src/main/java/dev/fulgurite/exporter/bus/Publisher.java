package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.bus.Announcement.Source;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of published events: with the program's emitter, and where the bus does not hear that
 * one, with an SDK of its own that nobody else listens to. Thread-safe.
 */
final class Publisher {
  private final EventBus bus;
  private final Supplier<Emitter> emitter;
  private @Nullable Emitter own;

  Publisher(EventBus bus, Supplier<Emitter> emitter) {
    this.bus = bus;
    this.emitter = emitter;
  }

  /** As {@link Hearing.Ended}, by the ids under which somebody else recorded it. */
  private record Elsewhere(Hearing.Ended heard, SpanContext recorded) implements Source {
    @Override
    public BusEventType type() {
      return heard.type();
    }

    @Override
    public @Nullable String session() {
      return heard.session();
    }

    @Override
    public BusEvent tell() {
      return heard.tell().recordedAs(recorded.getTraceId(), recorded.getSpanId());
    }
  }

  /** Null where nobody has subscribed: the span is recorded, and that is all. */
  @Nullable Announcement announce(EventDraft draft) {
    Publication.Recorded recorded = Publication.emit(bus, emitter.get(), draft);
    if (recorded.event() != null || bus.interests().none()) {
      return announcement(draft, recorded.event(), SpanContext.getInvalid());
    }
    Hearing.Ended again = Publication.emit(bus, ownEmitter(), draft).event();
    return announcement(draft, again, recorded.context());
  }

  /** {@code elsewhere}: invalid, or under which ids somebody recorded what is heard here again. */
  private @Nullable Announcement announcement(
      EventDraft draft, Hearing.@Nullable Ended heard, SpanContext elsewhere) {
    if (heard == null) {
      return null;
    }
    boolean again = elsewhere.isValid();
    SpanContext span = again ? elsewhere : heard.span().getSpanContext();
    Source source = again ? new Elsewhere(heard, elsewhere) : heard;
    String id = SpanEvents.id(span.getTraceId(), span.getSpanId(), draft.type());
    return Announcement.of(source).awaited(draft.priority(), id, bus.threads());
  }

  private synchronized Emitter ownEmitter() {
    if (own == null) {
      SdkTracerProvider provider =
          SdkTracerProvider.builder()
              .setSampler(Sampler.alwaysOn())
              .addSpanProcessor(ScopeStamper.create())
              .addSpanProcessor(bus.processor())
              .build();
      own = Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }
    return own;
  }
}
