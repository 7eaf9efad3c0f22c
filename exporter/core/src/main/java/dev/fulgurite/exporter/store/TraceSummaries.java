package dev.fulgurite.exporter.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** As {@link SessionSummaries}, one {@link TraceSummary} per trace. Not thread-safe. */
public final class TraceSummaries {
  private static final Comparator<TraceSummary> BY_START =
      Comparator.comparingLong(TraceSummary::startEpochNanos).thenComparing(TraceSummary::traceId);

  private final Map<String, Trace> traces = new HashMap<>();

  public void add(SpanFacts span) {
    traces.computeIfAbsent(span.traceId(), Trace::new).add(span);
  }

  /** The summaries so far, in the query's order, at most its limit. */
  public List<TraceSummary> toList(SpanQuery query) {
    return arranged(traces.values().stream().map(Trace::summary), query);
  }

  /** Summaries in the query's order, at most its limit. */
  public static List<TraceSummary> arranged(Stream<TraceSummary> summaries, SpanQuery query) {
    boolean oldestFirst = query.order() != SpanQuery.Order.NEWEST_FIRST;
    return summaries
        .sorted(oldestFirst ? BY_START : BY_START.reversed())
        .limit(query.limit())
        .toList();
  }

  private static final class Trace {
    private final String id;
    private final SpanTally tally = new SpanTally();
    private final Earliest session = new Earliest();
    private final Earliest root = new Earliest();
    private final Earliest first = new Earliest();

    Trace(String id) {
      this.id = id;
    }

    void add(SpanFacts span) {
      long start = span.startEpochNanos();
      tally.add(span);
      // A span without a session of its own stands under its trace's id.
      session.offer(span.sessionId().equals(id) ? null : span.sessionId(), start);
      root.offer(span.root() ? span.name() : null, start);
      first.offer(span.name(), start);
    }

    TraceSummary summary() {
      return new TraceSummary(
          id,
          Objects.requireNonNullElse(session.get(), id),
          Objects.requireNonNullElse(root.get(), Objects.requireNonNullElse(first.get(), "")),
          tally.spans(),
          tally.modelCalls(),
          tally.toolCalls(),
          tally.errors(),
          tally.reward(),
          tally.inputTokens(),
          tally.outputTokens(),
          tally.start(),
          tally.end());
    }
  }
}
