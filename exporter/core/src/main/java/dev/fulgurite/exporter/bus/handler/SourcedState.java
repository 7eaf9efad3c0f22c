package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import dev.fulgurite.exporter.bus.StoredEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * A state for each session, made of its events: it follows the events as they come, and is made
 * again from the stored ones. An event that comes twice counts once, by its id.
 *
 * @param <S> the state; immutable
 */
public final class SourcedState<S> implements EventHandler {
  private final S initial;
  private final BiFunction<S, BusEvent, S> step;
  private final Map<String, Known<S>> sessions = new ConcurrentHashMap<>();

  /** {@code ids} are touched within the map's own step only. */
  private record Known<S>(S state, Set<String> ids) {}

  private SourcedState(S initial, BiFunction<S, BusEvent, S> step) {
    this.initial = requireNonNull(initial, "initial");
    this.step = requireNonNull(step, "step");
  }

  /** Each session begins with {@code initial}, of which {@code step} makes the next state. */
  public static <S> SourcedState<S> of(S initial, BiFunction<S, BusEvent, S> step) {
    return new SourcedState<>(initial, step);
  }

  @Override
  public void handle(BusEvent event) {
    String session = event.session();
    if (session != null) {
      sessions.compute(session, (id, known) -> after(known == null ? begin() : known, event));
    }
  }

  private Known<S> begin() {
    return new Known<>(initial, new HashSet<>());
  }

  private Known<S> after(Known<S> known, BusEvent event) {
    return known.ids.add(event.id())
        ? new Known<>(step.apply(known.state, event), known.ids)
        : known;
  }

  /** The state of a session now. */
  public S state(String session) {
    Known<S> known = sessions.get(session);
    return known == null ? initial : known.state;
  }

  /**
   * Makes the state of a session again from what is stored by now, in place of what it was; events
   * that come meanwhile wait and follow. May block on the store.
   */
  public S restore(StoredEvents events, String session) {
    Known<S> restored = sessions.compute(session, (id, known) -> fold(events.ofSession(id)));
    return restored.state;
  }

  private Known<S> fold(List<BusEvent> events) {
    Known<S> known = begin();
    for (BusEvent event : events) {
      known = after(known, event);
    }
    return known;
  }

  /** Forgets a session, as when it has expired. */
  public void forget(String session) {
    sessions.remove(session);
  }
}
