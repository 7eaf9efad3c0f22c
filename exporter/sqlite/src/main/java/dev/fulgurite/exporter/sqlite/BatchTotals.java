package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.Earliest;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanTally;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch adds to the summaries of its sessions, traces and agents. Not thread-safe. */
final class BatchTotals {
  final Map<String, OfSession> sessions = new LinkedHashMap<>();
  final Map<TraceId, OfTrace> traces = new LinkedHashMap<>();
  final Map<AgentSummaries.Key, SpanTally> hours = new HashMap<>();
  int rewards;

  static final class OfSession {
    final SpanTally tally = new SpanTally();
    final Earliest source = new Earliest();
    final Earliest user = new Earliest();
    final Set<TraceId> traces = new HashSet<>();

    private void add(SpanFacts span, TraceId trace) {
      tally.add(span);
      source.offer(span.sessionSource(), span.startEpochNanos());
      user.offer(span.userId(), span.startEpochNanos());
      traces.add(trace);
    }
  }

  static final class OfTrace {
    final SpanTally tally = new SpanTally();
    final Earliest first = new Earliest();
    final Earliest root = new Earliest();

    /** The text of a session that does not merely stand for the trace. */
    final Earliest session = new Earliest();

    private void add(SpanFacts span) {
      long start = span.startEpochNanos();
      tally.add(span);
      first.offer(span.name(), start);
      root.offer(span.root() ? span.name() : null, start);
      session.offer(span.sessionId().equals(span.traceId()) ? null : span.sessionId(), start);
    }
  }

  static BatchTotals of(List<SpanRow> rows) {
    BatchTotals totals = new BatchTotals();
    rows.forEach(totals::add);
    return totals;
  }

  private void add(SpanRow row) {
    SpanFacts facts = row.facts();
    TraceId trace = TraceId.of(row.key());
    sessions.computeIfAbsent(facts.sessionId(), id -> new OfSession()).add(facts, trace);
    traces.computeIfAbsent(trace, id -> new OfTrace()).add(facts);
    AgentSummaries.Key hour =
        AgentSummaries.Key.of(facts.startEpochNanos(), row.setting().agent(), row.model());
    hours.computeIfAbsent(hour, key -> new SpanTally()).add(facts);
    rewards += facts.reward() == null ? 0 : 1;
  }
}
