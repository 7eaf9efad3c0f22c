package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanTally;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Adds one batch to the summaries, within its transaction: always what is new, never what is there
 * now, so that several writers are right. Lives for one batch. Not thread-safe.
 */
final class SummaryWriter {
  /** {@code reward} of the later of two, as {@link SpanTally} has it. */
  private static final String LATER =
      """
      iif((excluded.reward_start, excluded.reward_sequence) >= (ifnull(reward_start,
        -9223372036854775808), ifnull(reward_sequence, 0)), excluded.%1$s, %1$s)""";

  /** Of the earlier of two; what is there wins a tie. */
  private static final String EARLIER =
      "iif(%2$s IS NULL OR excluded.%2$s < %2$s, excluded.%1$s, %1$s)";

  /** What sessions and traces have in common, in the order of {@link #write}. */
  private static final String COLUMNS =
      """
      spans, model_calls, tool_calls, errors, input_tokens, output_tokens, start_nanos, end_nanos,
        reward, reward_start, reward_sequence""";

  private static final String SUMS =
      """
      spans = spans + excluded.spans, model_calls = model_calls + excluded.model_calls,
        tool_calls = tool_calls + excluded.tool_calls, errors = errors + excluded.errors,
        input_tokens = input_tokens + excluded.input_tokens,
        output_tokens = output_tokens + excluded.output_tokens,
        start_nanos = min(ifnull(start_nanos, excluded.start_nanos), excluded.start_nanos),
        end_nanos = max(ifnull(end_nanos, excluded.end_nanos), excluded.end_nanos)"""
          + later("reward")
          + later("reward_start")
          + later("reward_sequence");

  /** What is there conflicts by its number and by its text or id, which say the same. */
  private static final MultiInsert SESSIONS =
      new MultiInsert(
          """
          INSERT INTO session (id, text, last_seq, rewards, messages, source_id, source_start, user_id,
            user_start,\s"""
              + COLUMNS
              + """
          )
          VALUES %s
          ON CONFLICT DO UPDATE SET last_seq = max(last_seq, excluded.last_seq),
            rewards = rewards + excluded.rewards, messages = messages + excluded.messages,\s"""
              + SUMS
              + earlier("source_id", "source_start")
              + earlier("source_start", "source_start")
              + earlier("user_id", "user_start")
              + earlier("user_start", "user_start"),
          20);

  private static final MultiInsert TRACES =
      new MultiInsert(
          """
          INSERT INTO trace (id, hi, lo, first_name_id, root_name_id, root_start, session_id,
            session_start,\s"""
              + COLUMNS
              + """
          )
          VALUES %s
          ON CONFLICT DO UPDATE SET\s"""
              + SUMS
              + earlier("first_name_id", "start_nanos")
              + earlier("root_name_id", "root_start")
              + earlier("root_start", "root_start")
              + earlier("session_id", "session_start")
              + earlier("session_start", "session_start"),
          19);

  private static final MultiInsert SESSION_TRACES =
      new MultiInsert("INSERT OR IGNORE INTO session_trace (session_id, trace_id) VALUES %s", 2);
  private static final MultiInsert AGENT_HOURS =
      new MultiInsert(SummarySql.AGENT_HOUR_UPSERT.formatted("VALUES %s"), 11);
  private static final MultiInsert REWARDS =
      new MultiInsert("INSERT INTO reward (seq, value, sequence) VALUES %s", 3);

  private final SqlSession session;
  private final Dictionary dictionary;
  private final List<SpanRow> rows;
  private final BatchTotals totals;
  private final Owners owners = new Owners();

  private static String later(String column) {
    return ", " + column + " = " + LATER.formatted(column);
  }

  private static String earlier(String column, String by) {
    return ", " + column + " = " + EARLIER.formatted(column, by);
  }

  SummaryWriter(SqlSession session, Dictionary dictionary, List<SpanRow> rows) {
    this.session = session;
    this.dictionary = dictionary;
    this.rows = rows;
    this.totals = BatchTotals.of(rows);
  }

  /**
   * Sessions and traces, before the spans.
   *
   * @param activity the sessions' last, an order of arrival, not a time: clocks jump
   */
  Owners writeOwners(long activity) throws SQLException {
    OwnerIds ids = new OwnerIds(session);
    MultiInsert.Run insert = SESSIONS.into(session, totals.sessions.size());
    for (Map.Entry<String, BatchTotals.OfSession> entry : totals.sessions.entrySet()) {
      owners.put(entry.getKey(), ids.session(entry.getKey()));
      write(insert, entry.getKey(), entry.getValue(), activity);
    }
    insert.finish();
    insert = TRACES.into(session, totals.traces.size());
    for (Map.Entry<TraceId, BatchTotals.OfTrace> entry : totals.traces.entrySet()) {
      owners.put(entry.getKey(), ids.trace(entry.getKey()));
      write(insert, entry.getKey(), entry.getValue());
    }
    insert.finish();
    return owners;
  }

  private void write(
      MultiInsert.Run insert, String text, BatchTotals.OfSession added, long activity)
      throws SQLException {
    insert.add(owners.session(text));
    insert.add((Object) text);
    insert.add(activity);
    insert.add(added.tally.rewards());
    insert.add(added.tally.messages());
    insert.add(dictionary.idOrNull(Dictionary.SOURCE, added.source.get()));
    insert.add(added.source.start());
    insert.add(dictionary.idOrNull(Dictionary.USER, added.user.get()));
    insert.add(added.user.start());
    write(insert, added.tally);
  }

  private void write(MultiInsert.Run insert, TraceId trace, BatchTotals.OfTrace added)
      throws SQLException {
    String own = added.session.get();
    insert.add(owners.trace(trace));
    insert.add(trace.high());
    insert.add(trace.low());
    insert.add(dictionary.idOrNull(Dictionary.NAME, added.first.get()));
    insert.add(dictionary.idOrNull(Dictionary.NAME, added.root.get()));
    insert.add(added.root.start());
    insert.add(own == null ? null : (Object) owners.session(own));
    insert.add(added.session.start());
    write(insert, added.tally);
  }

  /** {@link #COLUMNS}. */
  private static void write(MultiInsert.Run insert, SpanTally tally) throws SQLException {
    boolean scored = tally.reward() != null;
    insert.add(tally.spans());
    insert.add(tally.modelCalls());
    insert.add(tally.toolCalls());
    insert.add(tally.errors());
    insert.add(tally.inputTokens());
    insert.add(tally.outputTokens());
    insert.add(tally.start());
    insert.add(tally.end());
    insert.add(tally.reward());
    insert.add(scored ? (Object) tally.rewardStart() : null);
    insert.add(scored ? (Object) tally.rewardSequence() : null);
  }

  /** What refers to sessions, traces and spans, after them. */
  void writeRest(Numbering numbering) throws SQLException {
    writeSessionTraces();
    writeAgentHours();
    if (totals.rewards > 0) {
      writeRewards(numbering);
    }
  }

  private void writeSessionTraces() throws SQLException {
    int pairs = totals.sessions.values().stream().mapToInt(added -> added.traces.size()).sum();
    MultiInsert.Run insert = SESSION_TRACES.into(session, pairs);
    for (Map.Entry<String, BatchTotals.OfSession> entry : totals.sessions.entrySet()) {
      for (TraceId trace : entry.getValue().traces) {
        insert.add(owners.session(entry.getKey()));
        insert.add(owners.trace(trace));
      }
    }
    insert.finish();
  }

  private void writeAgentHours() throws SQLException {
    MultiInsert.Run insert = AGENT_HOURS.into(session, totals.hours.size());
    for (var entry : totals.hours.entrySet()) {
      SpanTally tally = entry.getValue();
      String agent = entry.getKey().agent();
      String model = entry.getKey().model();
      insert.add(entry.getKey().hour());
      insert.add(agent == null ? 0 : dictionary.id(Dictionary.AGENT, agent));
      insert.add(model == null ? 0 : dictionary.id(Dictionary.MODEL, model));
      insert.add(tally.spans());
      insert.add(tally.modelCalls());
      insert.add(tally.toolCalls());
      insert.add(tally.errors());
      insert.add(tally.inputTokens());
      insert.add(tally.outputTokens());
      insert.add(tally.rewards());
      insert.add((Object) tally.rewardSum());
    }
    insert.finish();
  }

  private void writeRewards(Numbering numbering) throws SQLException {
    MultiInsert.Run insert = REWARDS.into(session, totals.rewards);
    for (int i = 0; i < rows.size(); i++) {
      Double reward = rows.get(i).facts().reward();
      if (reward != null) {
        insert.add(numbering.sequence(i));
        insert.add(reward);
        insert.add(rows.get(i).facts().sequence());
      }
    }
    insert.finish();
  }
}
