package dev.fulgurite.exporter.training;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads episodes from a store, one in memory at a time, and the rewards that have links. Sessions
 * are read twice, since a rollout may begin in one and be scored in another.
 */
public final class Episodes {
  /** Takes an episode. */
  public interface Consumer {
    void accept(Episode episode) throws IOException;
  }

  private final SpanReader reader;
  private final List<String> sessions;
  private final Map<Episode.Key, Set<String>> sessionsOf = new LinkedHashMap<>();
  private final LinkedRewards linked = new LinkedRewards();

  private Episodes(SpanReader reader, List<String> sessions) {
    this.reader = reader;
    this.sessions = sessions;
  }

  /**
   * Hands over every episode of the sessions that have a span which matches {@code query}, whole,
   * the oldest session first. Limit, order and cursor of the query do not count.
   */
  public static void forEach(SpanReader reader, SpanQuery query, Consumer consumer)
      throws IOException {
    SpanQuery all =
        query.toBuilder()
            .setOrder(SpanQuery.Order.OLDEST_FIRST)
            .setLimit(Integer.MAX_VALUE)
            .setCursor(null)
            .build();
    List<String> sessions = reader.sessions(all).stream().map(SessionSummary::sessionId).toList();
    new Episodes(reader, sessions).deliver(consumer);
  }

  private void deliver(Consumer consumer) throws IOException {
    for (String session : sessions) {
      SpanScan.forEach(reader, of(session), span -> note(session, span));
    }
    findLinks();
    for (String session : sessions) {
      for (Map.Entry<Episode.Key, List<StoredSpan>> group : groups(session).entrySet()) {
        Set<String> parts = sessionsOf.getOrDefault(group.getKey(), Set.of(session));
        if (parts.iterator().next().equals(session)) {
          consumer.accept(whole(group.getKey(), group.getValue(), parts));
        }
      }
    }
  }

  /** Looks in the whole store: neither the reward nor its call need be of a session asked for. */
  private void findLinks() {
    SpanScan.forEach(reader, of(EventKind.REWARD), linked::note);
    if (!linked.isEmpty()) {
      SpanScan.forEach(reader, of(EventKind.LLM), linked::match);
    }
  }

  private void note(String session, StoredSpan span) {
    linked.note(span);
    sessionsOf.computeIfAbsent(Episode.Key.of(span), key -> new LinkedHashSet<>()).add(session);
  }

  private Map<Episode.Key, List<StoredSpan>> groups(String session) {
    Map<Episode.Key, List<StoredSpan>> groups = new LinkedHashMap<>();
    SpanScan.forEach(
        reader,
        of(session),
        span -> groups.computeIfAbsent(Episode.Key.of(span), k -> new ArrayList<>()).add(span));
    return groups;
  }

  private Episode whole(Episode.Key key, List<StoredSpan> spans, Set<String> parts) {
    List<StoredSpan> all = new ArrayList<>(spans);
    parts.stream()
        .skip(1)
        .forEach(
            session ->
                SpanScan.forEach(
                    reader,
                    of(session),
                    span -> {
                      if (Episode.Key.of(span).equals(key)) {
                        all.add(span);
                      }
                    }));
    return Episode.of(key, all, linked);
  }

  private static SpanQuery of(String session) {
    return SpanQuery.builder().setSessionId(session).build();
  }

  private static SpanQuery of(EventKind kind) {
    return SpanQuery.builder().setKind(kind).build();
  }
}
