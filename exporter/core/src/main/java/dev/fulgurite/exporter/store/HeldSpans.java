package dev.fulgurite.exporter.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Spans on the heap in their order, within a bound: the session that was silent longest goes first.
 * Not thread-safe: its owner locks.
 */
final class HeldSpans {
  /** A span, and what was told of it when it came. */
  record Held(SpanCursor place, SpanKey key, StoredSpan span, SpanFacts facts, long bytes) {}

  private final long maxSpans;
  private final long maxBytes;
  private final NavigableMap<SpanCursor, Held> byStart = new TreeMap<>();
  private final NavigableMap<Long, Held> byArrival = new TreeMap<>();
  private final Map<SpanKey, Held> byKey = new HashMap<>();

  /** Each session's spans as they came; the session that was silent longest comes first. */
  private final Map<String, NavigableMap<Long, Held>> sessions =
      new LinkedHashMap<>(16, .75f, true);

  private final HeldCursors cursors = new HeldCursors();
  private long arrivals;
  private long bytes;
  private long prunedSpans;
  private long prunedSessions;

  HeldSpans(long maxSpans, long maxBytes) {
    this.maxSpans = maxSpans;
    this.maxBytes = maxBytes;
  }

  /** Whether {@code span} was new. */
  boolean add(SpanKey key, StoredSpan span) {
    if (byKey.containsKey(key)) {
      return false;
    }
    SpanCursor place = new SpanCursor(span.startEpochNanos(), ++arrivals);
    Held held = new Held(place, key, span, SpanFacts.of(span), SpanSize.of(span));
    byKey.put(key, held);
    byStart.put(place, held);
    byArrival.put(place.arrival(), held);
    sessions
        .computeIfAbsent(held.facts().sessionId(), id -> new TreeMap<>())
        .put(place.arrival(), held);
    bytes += held.bytes();
    return true;
  }

  /**
   * Removes the oldest until the bound holds: sessions go whole, of the last one its oldest spans,
   * and the newest span always stays.
   */
  void prune() {
    while (isOverBound() && byKey.size() > 1) {
      NavigableMap<Long, Held> oldest = sessions.values().iterator().next();
      boolean whole = sessions.size() > 1;
      do {
        remove(oldest, oldest.firstEntry().getValue());
      } while (whole && !oldest.isEmpty());
    }
  }

  private boolean isOverBound() {
    return byKey.size() > maxSpans || bytes > maxBytes;
  }

  private void remove(NavigableMap<Long, Held> session, Held held) {
    session.remove(held.place().arrival());
    byKey.remove(held.key());
    byStart.remove(held.place());
    byArrival.remove(held.place().arrival());
    cursors.pruned(held);
    bytes -= held.bytes();
    prunedSpans++;
    if (session.isEmpty()) {
      sessions.remove(held.facts().sessionId());
      prunedSessions++;
    }
  }

  /** By number of arrival. */
  NavigableMap<Long, Held> byArrival() {
    return byArrival;
  }

  /** What follows the query's cursor, in the query's order. */
  Collection<Held> inOrderOf(SpanQuery query) {
    if (query.order() == SpanQuery.Order.ARRIVAL) {
      return query.cursor() == null
          ? byArrival.values()
          : byArrival.tailMap(SpanCursor.parse(query.cursor()).arrival(), false).values();
    }
    NavigableMap<SpanCursor, Held> ordered =
        query.order() == SpanQuery.Order.OLDEST_FIRST ? byStart : byStart.descendingMap();
    String cursor = query.cursor();
    return cursor == null
        ? ordered.values()
        : ordered.tailMap(SpanCursor.parse(cursor), false).values();
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
