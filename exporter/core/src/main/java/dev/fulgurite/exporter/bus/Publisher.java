package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.bus.Announcement.Source;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
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
  private final Redactor redactor;
  private @Nullable Emitter own;

  Publisher(EventBus bus, Supplier<Emitter> emitter, Redactor redactor) {
    this.bus = bus;
    this.emitter = emitter;
    this.redactor = redactor;
  }

  /** As {@link Hearing.Ended}, by the ids under which somebody else recorded it. */
  private record Elsewhere(Hearing.Ended heard, SpanContext recorded) implements Source {
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
    SpanData span = recorded.span();
    if (span != null || bus.interests().none()) {
      return span == null ? null : announcement(draft, heard(draft, span), span.getSpanContext());
    }
    SpanData again = Publication.emit(bus, ownEmitter(), draft).span();
    if (again == null) {
      return null;
    }
    SpanContext elsewhere = recorded.context();
    Hearing.Ended heard = heard(draft, again);
    return elsewhere.isValid()
        ? announcement(draft, new Elsewhere(heard, elsewhere), elsewhere)
        : announcement(draft, heard, again.getSpanContext());
  }

  private Hearing.Ended heard(EventDraft draft, SpanData span) {
    return new Hearing.Ended(span, draft.type(), redactor);
  }

  private Announcement announcement(EventDraft draft, Source source, SpanContext span) {
    String id = SpanEvents.id(span.getTraceId(), span.getSpanId(), draft.type());
    return Announcement.of(draft.type(), source).awaited(draft.priority(), id, bus.threads());
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
