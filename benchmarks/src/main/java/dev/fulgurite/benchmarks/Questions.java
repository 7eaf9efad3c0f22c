package dev.fulgurite.benchmarks;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.List;

/**
 * What people ask a store of ours.
 *
 * @param samples by number, where a question has one
 */
record Questions(SpanReader reader, Samples samples) {
  static final long DAY = 86_400_000_000_000L;

  List<StoredSpan> trace(int n) {
    return found(SpanQuery.builder().setTraceId(samples.get(n).traceId()));
  }

  List<StoredSpan> session(int n) {
    return found(SpanQuery.builder().setSessionId(samples.text(n, Fulgurite.SESSION_ID)));
  }

  List<StoredSpan> kindWithinADay(int n) {
    long until = samples.get(n).startEpochNanos();
    return found(
        newest(100)
            .setKind(EventKind.TOOL)
            .setStartedFrom(until - DAY)
            .setStartedBefore(until + 1));
  }

  List<SessionSummary> summary(int n) {
    String session = samples.text(n, Fulgurite.SESSION_ID);
    return reader.sessions(SpanQuery.builder().setSessionId(session).build());
  }

  List<SessionSummary> newestSessions() {
    return reader.sessions(newest(50).build());
  }

  /** Agents and hours, of all models, with their average rewards. */
  List<String> averages() {
    SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    return reader.agents(all).stream()
        .filter(one -> one.rewards() > 0)
        .map(one -> one.hourEpochNanos() + "/" + one.agent())
        .distinct()
        .toList();
  }

  List<StoredSpan> word(String word) {
    return found(newest(20).setText(word));
  }

  List<StoredSpan> user(int n) {
    return found(having(Fulgurite.USER_ID, samples.text(n, Fulgurite.USER_ID)));
  }

  List<StoredSpan> sequence(int n) {
    String key = AgentLightning.SEQUENCE_ID;
    return found(having(key, samples.get(n).number(key)));
  }

  private static SpanQuery.Builder having(String key, Object value) {
    return newest(100).addAttribute(new AttributePredicate(key, Operator.EQUALS, value));
  }

  private static SpanQuery.Builder newest(int limit) {
    return SpanQuery.builder().setOrder(SpanQuery.Order.NEWEST_FIRST).setLimit(limit);
  }

  private List<StoredSpan> found(SpanQuery.Builder query) {
    return reader.spans(query.build()).spans();
  }
}
