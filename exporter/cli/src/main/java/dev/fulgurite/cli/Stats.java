package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the spans of a query add up to, grouped in several ways. */
record Stats(List<SessionSummary> sessions, List<AgentSummary> agents) {

  /** What has one key, and what it adds up to. */
  record Group<K>(K key, StatsRow row) {}

  /**
   * Of a session, an agent or a model.
   *
   * @param text null for none
   */
  record Name(@Nullable String text) {}

  /**
   * A time, and who worked in it.
   *
   * @param startEpochNanos when it begins
   */
  record Period(long startEpochNanos, @Nullable String agent, @Nullable String model) {}

  static Stats of(SpanReader reader, SpanQuery query) {
    return new Stats(reader.sessions(query), reader.agents(query));
  }

  StatsRow all() {
    return sessions.stream().map(StatsRow::of).reduce(StatsRow.NONE, StatsRow::and);
  }

  List<Group<Name>> bySession() {
    return byName(sessions, SessionSummary::sessionId, StatsRow::of);
  }

  List<Group<Name>> byAgent() {
    return byName(agents, AgentSummary::agent, StatsRow::of);
  }

  List<Group<Name>> byModel() {
    return byName(agents, AgentSummary::model, StatsRow::of);
  }

  /** The newest first. */
  static List<Group<Period>> over(StatsPeriod length, SpanReader reader, SpanQuery query) {
    List<Group<Period>> groups =
        groups(
            AgentTimes.of(length, reader, query),
            one -> new Period(one.start(), one.summary().agent(), one.summary().model()),
            one -> StatsRow.of(one.summary()));
    Comparator<Group<Period>> byTime = Comparator.comparing(group -> group.key().startEpochNanos());
    groups.sort(byTime.reversed().thenComparing(mostSpans()));
    return groups;
  }

  /** Those with most spans first. */
  private static <T> List<Group<Name>> byName(
      List<T> summaries, Function<T, @Nullable String> name, Function<T, StatsRow> row) {
    List<Group<Name>> groups = groups(summaries, one -> new Name(name.apply(one)), row);
    groups.sort(mostSpans());
    return groups;
  }

  private static <K> Comparator<Group<K>> mostSpans() {
    Comparator<Group<K>> spans = Comparator.comparing(group -> -group.row().spans());
    return spans.thenComparing(group -> String.valueOf(group.key()));
  }

  private static <T, K> List<Group<K>> groups(
      List<T> summaries, Function<T, K> key, Function<T, StatsRow> row) {
    Map<K, StatsRow> rows = new HashMap<>();
    summaries.forEach(one -> rows.merge(key.apply(one), row.apply(one), StatsRow::and));
    List<Group<K>> groups = new ArrayList<>();
    rows.forEach((found, sum) -> groups.add(new Group<>(found, sum)));
    return groups;
  }
}
