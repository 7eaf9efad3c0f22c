package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the summaries of agents, which are by hours of UTC, into the periods that they belong to.
 */
final class AgentTimes {
  static final long HOUR = AgentSummaries.HOUR;

  private final StatsPeriod length;
  private final SpanReader reader;
  private final SpanQuery query;

  /**
   * A summary, and the period that all of it is in.
   *
   * @param start when that begins
   */
  record Timed(long start, AgentSummary summary) {}

  private AgentTimes(StatsPeriod length, SpanReader reader, SpanQuery query) {
    this.length = length;
    this.reader = reader;
    this.query = query;
  }

  static List<Timed> of(StatsPeriod length, SpanReader reader, SpanQuery query) {
    return new AgentTimes(length, reader, query).all();
  }

  private List<Timed> all() {
    List<Timed> timed = new ArrayList<>();
    Set<Long> divided = new TreeSet<>();
    for (AgentSummary summary : reader.agents(query)) {
      long hour = summary.hourEpochNanos();
      long start = length.start(hour);
      if (length.start(hour + HOUR - 1) == start) {
        timed.add(new Timed(start, summary));
      } else {
        divided.add(hour);
      }
    }
    divided.forEach(hour -> addParts(hour, timed));
    return timed;
  }

  /** Where zones are off by half an hour, midnight is in the middle of one of UTC's. */
  private void addParts(long hour, List<Timed> timed) {
    long next = length.start(hour + HOUR - 1);
    add(hour, next, timed);
    add(next, hour + HOUR, timed);
  }

  private void add(long from, long before, List<Timed> timed) {
    Long first = query.startedFrom();
    Long end = query.startedBefore();
    SpanQuery part =
        query.toBuilder()
            .setStartedFrom(first == null ? from : Math.max(from, first))
            .setStartedBefore(end == null ? before : Math.min(before, end))
            .build();
    long start = length.start(from);
    reader.agents(part).forEach(summary -> timed.add(new Timed(start, summary)));
  }
}
