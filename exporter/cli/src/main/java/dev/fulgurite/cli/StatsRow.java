package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a group of spans adds up to.
 *
 * @param averaged the rewards whose values are known
 * @param rewardSum of those
 */
record StatsRow(
    long spans,
    long calls,
    long tools,
    long errors,
    long inputTokens,
    long outputTokens,
    long rewards,
    long averaged,
    double rewardSum) {
  static final StatsRow NONE = new StatsRow(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** A session counts with its final reward. */
  static StatsRow of(SessionSummary session) {
    Double reward = session.reward();
    return new StatsRow(
        session.spans(),
        session.modelCalls(),
        session.toolCalls(),
        session.errors(),
        session.inputTokens(),
        session.outputTokens(),
        session.rewards(),
        reward == null ? 0 : 1,
        reward == null ? 0 : reward);
  }

  static StatsRow of(AgentSummary agent) {
    Double average = agent.averageReward();
    return new StatsRow(
        agent.spans(),
        agent.modelCalls(),
        agent.toolCalls(),
        agent.errors(),
        agent.inputTokens(),
        agent.outputTokens(),
        agent.rewards(),
        agent.rewards(),
        average == null ? 0 : average * agent.rewards());
  }

  StatsRow and(StatsRow other) {
    return new StatsRow(
        spans + other.spans,
        calls + other.calls,
        tools + other.tools,
        errors + other.errors,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        rewards + other.rewards,
        averaged + other.averaged,
        rewardSum + other.rewardSum);
  }

  /** Of the rewards; null without any. */
  @Nullable Double average() {
    return averaged == 0 ? null : rewardSum / averaged;
  }

  /** Adds the columns that {@link #into} fills. */
  static Table columns(Table table) {
    return table
        .right("spans")
        .right("calls")
        .right("tools")
        .right("errors")
        .right("tokens")
        .right("rewards")
        .right("average");
  }

  /**
   * @param names what stands in the columns before
   */
  void into(Table table, Object... names) {
    Double average = average();
    List<Object> cells = new ArrayList<>(List.of(names));
    cells.addAll(
        List.of(
            Numbers.count(spans),
            Numbers.count(calls),
            Numbers.count(tools),
            Numbers.count(errors),
            Numbers.tokens(inputTokens, outputTokens),
            Numbers.count(rewards),
            average == null ? "" : String.format(Locale.ROOT, "%.3f", average)));
    table.row(cells.toArray());
  }
}
