package dev.fulgurite.exporter.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

/**
 * Spans on the heap in their order, within bounds: of a session that has too much the oldest spans
 * go, and of the whole the session that was silent longest. Not thread-safe: its owner locks.
 */
final class HeldSpans {
  /** A span, and what was told of it when it came. */
  record Held(SpanCursor place, SpanKey key, StoredSpan span, SpanFacts facts, long bytes)
      implements OrderedSpans.Placed {}

  private final HeldBound bound;
  private final HeldBound sessionBound;
  private final OrderedSpans<Held> ordered = new OrderedSpans<>();
  private final Map<SpanKey, Held> byKey = new HashMap<>();

  /** The session that was silent longest comes first. */
  private final Map<String, HeldSession> sessions = new LinkedHashMap<>(16, .75f, true);

  private final HeldCursors cursors = new HeldCursors();
  private long arrivals;
  private long bytes;
  private long prunedSpans;
  private long prunedSessions;

  HeldSpans(HeldBound bound, HeldBound sessionBound) {
    this.bound = bound;
    this.sessionBound = sessionBound;
  }

  /** Whether {@code span} was new. */
  boolean add(SpanKey key, StoredSpan span) {
    if (byKey.containsKey(key)) {
      return false;
    }
    SpanCursor place = new SpanCursor(span.startEpochNanos(), ++arrivals);
    Held held = new Held(place, key, span, SpanFacts.of(span), SpanSize.of(span));
    byKey.put(key, held);
    ordered.add(held);
    bytes += held.bytes();
    HeldSession session =
        sessions.computeIfAbsent(held.facts().sessionId(), id -> new HeldSession());
    session.add(held);
    while (session.hasTooMuch(sessionBound)) {
      remove(session, session.oldest());
    }
    return true;
  }

  /**
   * Removes the oldest until the bound holds: sessions go whole, of the last one its oldest spans,
   * and the newest span always stays.
   */
  void prune() {
    while (bound.isPassedBy(byKey.size(), bytes) && byKey.size() > 1) {
      HeldSession silent = sessions.values().iterator().next();
      boolean whole = sessions.size() > 1;
      do {
        remove(silent, silent.oldest());
      } while (whole && !silent.isEmpty());
    }
  }

  /** What went of it. */
  Pruned delete(Predicate<StoredSpan> condition) {
    Pruned before = pruned();
    for (HeldSession session : List.copyOf(sessions.values())) {
      session.all().stream()
          .filter(held -> condition.test(held.span()))
          .forEach(held -> remove(session, held));
    }
    return new Pruned(prunedSpans - before.spans(), prunedSessions - before.sessions());
  }

  private void remove(HeldSession session, Held held) {
    session.remove(held);
    byKey.remove(held.key());
    ordered.remove(held.place().arrival());
    cursors.pruned(held);
    bytes -= held.bytes();
    prunedSpans++;
    if (session.isEmpty()) {
      sessions.remove(held.facts().sessionId());
      prunedSessions++;
    }
  }

  OrderedSpans<Held> ordered() {
    return ordered;
  }

  /** By number of arrival. */
  NavigableMap<Long, Held> byArrival() {
    return ordered.byArrival();
  }

  /** After all that came. */
  SpanCursor end() {
    return new SpanCursor(0, arrivals);
  }

  HeldCursors cursors() {
    return cursors;
  }

  Pruned pruned() {
    return new Pruned(prunedSpans, prunedSessions);
  }
}
