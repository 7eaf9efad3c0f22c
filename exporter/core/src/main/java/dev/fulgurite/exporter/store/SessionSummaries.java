package dev.fulgurite.exporter.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adds spans up into one {@link SessionSummary} per session. Feed the matching spans in the order
 * in which the store got them; that decides ties. Not thread-safe.
 */
public final class SessionSummaries {
  private static final Comparator<SessionSummary> BY_START =
      Comparator.comparingLong(SessionSummary::startEpochNanos)
          .thenComparing(SessionSummary::sessionId);

  private final Map<String, Session> sessions = new HashMap<>();

  public void add(SpanFacts span) {
    sessions.computeIfAbsent(span.sessionId(), Session::new).add(span);
  }

  /** The summaries so far, in the query's order, at most its limit. */
  public List<SessionSummary> toList(SpanQuery query) {
    return arranged(sessions.values().stream().map(Session::summary), query);
  }

  /** Summaries in the query's order, at most its limit. */
  public static List<SessionSummary> arranged(Stream<SessionSummary> summaries, SpanQuery query) {
    boolean oldestFirst = query.order() != SpanQuery.Order.NEWEST_FIRST;
    return summaries
        .sorted(oldestFirst ? BY_START : BY_START.reversed())
        .limit(query.limit())
        .toList();
  }

  private static final class Session {
    private final String id;
    private final SpanTally tally = new SpanTally();
    private final Earliest source = new Earliest();
    private final Earliest user = new Earliest();
    private final Set<String> traces = new HashSet<>();
    private final Set<String> rooted = new HashSet<>();

    Session(String id) {
      this.id = id;
    }

    void add(SpanFacts span) {
      tally.add(span);
      source.offer(span.sessionSource(), span.startEpochNanos());
      user.offer(span.userId(), span.startEpochNanos());
      traces.add(span.traceId());
      if (span.root()) {
        rooted.add(span.traceId());
      }
    }

    SessionSummary summary() {
      return new SessionSummary(
          id,
          source.get(),
          user.get(),
          traces.size(),
          tally.spans(),
          tally.messages(),
          tally.modelCalls(),
          tally.toolCalls(),
          tally.errors(),
          tally.rewards(),
          tally.reward(),
          tally.inputTokens(),
          tally.outputTokens(),
          rooted.size() == traces.size(),
          tally.start(),
          tally.end());
    }
  }
}
