package dev.fulgurite.exporter.bus;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The events of a session once more, from its stored spans: the same ids, in the order of their
 * times. Nothing but spans is stored for it, so what a store has sampled out or removed is not
 * there. Thread-safe; reads a session into memory; methods throw {@code StoreException}.
 */
public final class StoredEvents {
  private final SpanReader reader;
  private final Duration idleTime;
  private final InstantSource clock;

  private StoredEvents(SpanReader reader, Duration idleTime, InstantSource clock) {
    this.reader = requireNonNull(reader, "reader");
    this.idleTime = idleTime;
    this.clock = clock;
  }

  /** Of a store; sessions expire after 30 minutes, as a bus says by default. */
  public static StoredEvents of(SpanReader reader) {
    return of(reader, Duration.ofMinutes(30), InstantSource.system());
  }

  /** The same with the idle time and the clock of a bus. */
  public static StoredEvents of(SpanReader reader, Duration idleTime, InstantSource clock) {
    return new StoredEvents(reader, idleTime, clock);
  }

  /** All events of a session, oldest first. */
  public List<BusEvent> ofSession(String session) {
    Session events = new Session();
    SpanQuery query = SpanQuery.builder().setSessionId(session).build();
    SpanScan.forEach(reader, query, events::add);
    return events.finish();
  }

  /** The state that {@code step} makes of the events of a session, one after the other. */
  public <S> S fold(String session, S initial, BiFunction<S, BusEvent, S> step) {
    S state = initial;
    for (BusEvent event : ofSession(session)) {
      state = step.apply(state, event);
    }
    return state;
  }

  private final class Session {
    private final List<BusEvent> events = new ArrayList<>();
    private @Nullable StoredSpan last;

    /** Spans come in the order of their starts. */
    void add(StoredSpan span) {
      StoredSpan before = last;
      if (before == null || expires(before, SpanEvents.instant(span.startEpochNanos()))) {
        if (!Fulgurite.SOURCE_TRACE.equals(span.string(Fulgurite.SESSION_SOURCE))) {
          events.add(SpanEvents.of(span, BusEventType.SESSION_CREATED));
        }
      }
      if (EventKind.of(span) == EventKind.AGENT) {
        events.add(SpanEvents.of(span, BusEventType.AGENT_STARTED));
      }
      BusEventType end = SpanEvents.atEnd(span);
      if (end != null) {
        events.add(SpanEvents.of(span, end));
      }
      if (before == null || span.endEpochNanos() >= before.endEpochNanos()) {
        last = span;
      }
    }

    private boolean expires(StoredSpan before, Instant next) {
      Instant end = SpanEvents.instant(before.endEpochNanos()).plus(idleTime);
      boolean expired =
          !end.isAfter(next)
              && !Fulgurite.SOURCE_TRACE.equals(before.string(Fulgurite.SESSION_SOURCE));
      if (expired) {
        events.add(SpanEvents.of(expiry(before).span(), BusEventType.SESSION_EXPIRED));
      }
      return expired;
    }

    private Expiry expiry(StoredSpan span) {
      return new Expiry(
          String.valueOf(span.string(Fulgurite.SESSION_ID)),
          span.string(Fulgurite.USER_ID),
          span.traceId(),
          span.spanId(),
          span.endEpochNanos() + idleTime.toNanos());
    }

    List<BusEvent> finish() {
      if (last != null) {
        boolean unused = expires(last, clock.instant());
      }
      events.sort(Comparator.comparing(BusEvent::time)); // stable: a start stays before its end
      return List.copyOf(events);
    }
  }
}
