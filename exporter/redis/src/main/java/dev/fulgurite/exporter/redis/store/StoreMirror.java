package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.store.OrderedSpans;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The store's spans on this process' heap, which only what is new is fetched for. Not thread-safe:
 * its owner locks.
 */
final class StoreMirror {
  /** A span; {@code size} in Redis. */
  record Held(SpanCursor place, StoredSpan span, SpanFacts facts, long size)
      implements OrderedSpans.Placed {}

  private static final int PAGE = 1_000;

  private final StoreServer server;
  private final OrderedSpans<Held> ordered = new OrderedSpans<>();
  private final NavigableMap<Long, String> damaged = new TreeMap<>();
  private long last;
  private String lastRemoved = "0-0";
  private long arrivals;
  private long bytes;
  private Pruned pruned = Pruned.NONE;

  StoreMirror(StoreServer server) {
    this.server = server;
  }

  /** Sees everything whose append returned before. */
  void catchUp() {
    StoreKeys keys = server.keys();
    int fetched;
    do {
      List<Object> answer =
          server.list(
              StoreScript.CATCH_UP,
              List.of(keys.spans(), keys.removed(), keys.meta()),
              List.of(Long.toString(last), lastRemoved, Integer.toString(PAGE)));
      List<?> spans = (List<?>) answer.get(0);
      spans.forEach(entry -> add((List<?>) entry));
      ((List<?>) answer.get(1)).forEach(entry -> remove((List<?>) entry));
      List<?> meta = (List<?>) answer.get(2);
      arrivals = number(meta.get(0));
      bytes = number(meta.get(1));
      pruned = new Pruned(number(meta.get(2)), number(meta.get(3)));
      fetched = spans.size();
    } while (fetched == PAGE);
  }

  private static long number(@Nullable Object text) {
    return text == null ? 0 : Long.parseLong(text.toString());
  }

  private void add(List<?> entry) {
    String id = String.valueOf(entry.get(0));
    last = Long.parseLong(id, 0, id.indexOf('-'), 10);
    String text = String.valueOf(((List<?>) entry.get(1)).get(3));
    try {
      StoredSpan span = SpanCodec.decode(text);
      SpanCursor place = new SpanCursor(span.startEpochNanos(), last);
      ordered.add(new Held(place, span, SpanFacts.of(span), text.length()));
    } catch (IOException | IllegalArgumentException e) {
      damaged.put(last, e.toString());
    }
  }

  private void remove(List<?> entry) {
    lastRemoved = String.valueOf(entry.get(0));
    String arrivals = String.valueOf(((List<?>) entry.get(1)).get(1));
    for (String arrival : arrivals.split(",", -1)) {
      long number = Long.parseLong(arrival);
      ordered.remove(number);
      damaged.remove(number);
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

  /** The last position that has a span; 0 for none. */
  long newest() {
    return byArrival().isEmpty() ? 0 : byArrival().lastKey();
  }

  /** Of spans, in Redis. */
  long bytes() {
    return bytes;
  }

  Pruned pruned() {
    return pruned;
  }

  /** What cannot be read, by number of arrival. */
  Map<Long, String> damaged() {
    return damaged;
  }

  List<Held> all() {
    return new ArrayList<>(byArrival().values());
  }
}
