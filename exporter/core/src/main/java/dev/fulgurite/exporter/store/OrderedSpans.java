package dev.fulgurite.exporter.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Spans on the heap in their orders, and what readers ask of them: for stores that hold all of
 * their spans there. Not thread-safe: its owner locks.
 *
 * @param <S> a span and what its store knows of it
 */
public final class OrderedSpans<S extends OrderedSpans.Placed> {
  private final NavigableMap<SpanCursor, S> byStart = new TreeMap<>();
  private final NavigableMap<Long, S> byArrival = new TreeMap<>();

  /** A span in its place. */
  public interface Placed {
    SpanCursor place();

    StoredSpan span();

    /** What summaries need of it. */
    SpanFacts facts();
  }

  /** Places it; nothing may be in that place. */
  public void add(S span) {
    byStart.put(span.place(), span);
    byArrival.put(span.place().arrival(), span);
  }

  /** Removes what arrived as that number, where it is there. */
  public void remove(long arrival) {
    S gone = byArrival.remove(arrival);
    if (gone != null) {
      byStart.remove(gone.place());
    }
  }

  /** By number of arrival; a view. */
  public NavigableMap<Long, S> byArrival() {
    return Collections.unmodifiableNavigableMap(byArrival);
  }

  /** As {@link SpanReader#spans}. */
  public SpanPage page(SpanQuery query) {
    SpanMatcher matcher = SpanMatcher.of(query);
    List<StoredSpan> found = new ArrayList<>();
    SpanCursor last = null;
    for (S candidate : inOrderOf(query)) {
      if (!matcher.matches(candidate.span())) {
        continue;
      }
      if (last != null && found.size() == query.limit()) {
        return new SpanPage(List.copyOf(found), last.toString());
      }
      found.add(candidate.span());
      last = candidate.place();
    }
    return new SpanPage(List.copyOf(found), null);
  }

  /** What follows the query's cursor, in the query's order. */
  private Collection<S> inOrderOf(SpanQuery query) {
    String text = query.cursor();
    SpanCursor cursor = text == null ? null : SpanCursor.parse(text);
    if (query.order() == SpanQuery.Order.ARRIVAL) {
      return cursor == null
          ? byArrival.values()
          : byArrival.tailMap(cursor.arrival(), false).values();
    }
    NavigableMap<SpanCursor, S> ordered =
        query.order() == SpanQuery.Order.OLDEST_FIRST ? byStart : byStart.descendingMap();
    return cursor == null ? ordered.values() : ordered.tailMap(cursor, false).values();
  }

  /** As {@link SpanReader#sessions}. */
  public List<SessionSummary> sessions(SpanQuery query) {
    SessionSummaries summaries = new SessionSummaries();
    forEach(query, placed -> summaries.add(placed.facts()));
    return summaries.toList(query);
  }

  /** As {@link SpanReader#traces}. */
  public List<TraceSummary> traces(SpanQuery query) {
    TraceSummaries summaries = new TraceSummaries();
    forEach(query, placed -> summaries.add(placed.facts()));
    return summaries.toList(query);
  }

  /** As {@link SpanReader#agents}. */
  public List<AgentSummary> agents(SpanQuery query) {
    AgentSummaries summaries = new AgentSummaries();
    forEach(query, placed -> summaries.add(placed.span()));
    return summaries.toList(query);
  }

  private void forEach(SpanQuery query, Consumer<S> consumer) {
    SpanMatcher matcher = SpanMatcher.of(query);
    byArrival.values().stream().filter(placed -> matcher.matches(placed.span())).forEach(consumer);
  }
}
