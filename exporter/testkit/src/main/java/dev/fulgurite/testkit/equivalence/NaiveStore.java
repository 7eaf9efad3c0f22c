package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.TraceSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What queries mean, said as simply as it can be. Not thread-safe. */
final class NaiveStore {
  private final Map<String, StoredSpan> spans = new LinkedHashMap<>();

  /** How many were new. */
  int append(List<StoredSpan> batch) {
    int before = spans.size();
    batch.forEach(span -> spans.putIfAbsent(span.traceId() + span.spanId(), span));
    return spans.size() - before;
  }

  /** In order of arrival. */
  List<StoredSpan> all() {
    return List.copyOf(spans.values());
  }

  private List<StoredSpan> matches(SpanQuery query) {
    return spans.values().stream().filter(span -> NaiveMatcher.matches(query, span)).toList();
  }

  /** Every match in the query's order, however many it asks for. */
  List<StoredSpan> spans(SpanQuery query) {
    List<StoredSpan> found = new ArrayList<>(matches(query));
    if (query.order() != SpanQuery.Order.ARRIVAL) {
      found.sort(Comparator.comparingLong(StoredSpan::startEpochNanos));
    }
    if (query.order() == SpanQuery.Order.NEWEST_FIRST) {
      Collections.reverse(found);
    }
    return found;
  }

  List<SessionSummary> sessions(SpanQuery query) {
    return summaries(
        query,
        NaiveSummary::sessionOf,
        NaiveSummary::session,
        Comparator.comparingLong(SessionSummary::startEpochNanos)
            .thenComparing(SessionSummary::sessionId));
  }

  List<TraceSummary> traces(SpanQuery query) {
    return summaries(
        query,
        StoredSpan::traceId,
        NaiveSummary::trace,
        Comparator.comparingLong(TraceSummary::startEpochNanos)
            .thenComparing(TraceSummary::traceId));
  }

  List<AgentSummary> agents(SpanQuery query) {
    Comparator<String> noneFirst = Comparator.nullsFirst(Comparator.naturalOrder());
    return summaries(
        query,
        span ->
            Arrays.asList(
                NaiveSummary.hourOf(span), NaiveSummary.agentOf(span), NaiveSummary.modelOf(span)),
        NaiveSummary::agent,
        Comparator.comparingLong(AgentSummary::hourEpochNanos)
            .thenComparing(AgentSummary::agent, noneFirst)
            .thenComparing(AgentSummary::model, noneFirst));
  }

  private <S> List<S> summaries(
      SpanQuery query,
      Function<StoredSpan, Object> key,
      Function<List<StoredSpan>, S> summary,
      Comparator<S> oldestFirst) {
    Map<Object, List<StoredSpan>> groups =
        matches(query).stream().collect(Collectors.groupingBy(key));
    boolean newest = query.order() == SpanQuery.Order.NEWEST_FIRST;
    return groups.values().stream()
        .map(summary)
        .sorted(newest ? oldestFirst.reversed() : oldestFirst)
        .limit(query.limit())
        .toList();
  }
}
