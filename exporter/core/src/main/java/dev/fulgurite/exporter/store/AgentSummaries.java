package dev.fulgurite.exporter.store;

import dev.fulgurite.api.semconv.GenAi;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds spans up into one {@link AgentSummary} per agent, model and hour. Not thread-safe. */
public final class AgentSummaries {
  /** In nanoseconds. */
  public static final long HOUR = TimeUnit.HOURS.toNanos(1);

  /** Began before the clock did. */
  private static final long FIRST_HOUR = Math.floorDiv(Long.MIN_VALUE, HOUR);

  private static final Comparator<String> NONE_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<AgentSummary> BY_HOUR =
      Comparator.comparingLong(AgentSummary::hourEpochNanos)
          .thenComparing(AgentSummary::agent, NONE_FIRST)
          .thenComparing(AgentSummary::model, NONE_FIRST);

  private final Map<Key, SpanTally> tallies = new HashMap<>();

  /**
   * What one summary is about.
   *
   * @param hour since the epoch
   */
  public record Key(long hour, @Nullable String agent, @Nullable String model) {
    public static Key of(long startEpochNanos, @Nullable String agent, @Nullable String model) {
      return new Key(Math.floorDiv(startEpochNanos, HOUR), agent, model);
    }
  }

  public void add(StoredSpan span) {
    String agent = span.string(GenAi.AGENT_NAME);
    String model = span.string(GenAi.REQUEST_MODEL);
    tallies
        .computeIfAbsent(Key.of(span.startEpochNanos(), agent, model), key -> new SpanTally())
        .add(SpanFacts.of(span));
  }

  /** The summaries so far, in the query's order, at most its limit. */
  public List<AgentSummary> toList(SpanQuery query) {
    return arranged(
        tallies.entrySet().stream().map(entry -> summary(entry.getKey(), entry.getValue())), query);
  }

  private static AgentSummary summary(Key key, SpanTally tally) {
    return new AgentSummary(
        startOf(key.hour()),
        key.agent(),
        key.model(),
        tally.spans(),
        tally.modelCalls(),
        tally.toolCalls(),
        tally.errors(),
        tally.inputTokens(),
        tally.outputTokens(),
        tally.rewards(),
        tally.averageReward());
  }

  /**
   * Its first nanosecond since the epoch, or the first there is.
   *
   * @param hour as in {@link Key}
   */
  public static long startOf(long hour) {
    return hour <= FIRST_HOUR ? Long.MIN_VALUE : hour * HOUR;
  }

  /** Summaries in the query's order, at most its limit. */
  public static List<AgentSummary> arranged(Stream<AgentSummary> summaries, SpanQuery query) {
    boolean oldestFirst = query.order() != SpanQuery.Order.NEWEST_FIRST;
    return summaries
        .sorted(oldestFirst ? BY_HOUR : BY_HOUR.reversed())
        .limit(query.limit())
        .toList();
  }
}
