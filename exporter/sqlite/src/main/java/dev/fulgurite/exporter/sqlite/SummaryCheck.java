package dev.fulgurite.exporter.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds summaries that are not what the rows of spans say. */
final class SummaryCheck {
  private static final String REWARDS =
      """
      SELECT p.seq FROM span p LEFT JOIN reward r ON r.seq = p.seq WHERE p.reward IS NOT r.value
      """;
  private static final String SESSION_TRACES =
      """
      SELECT session_id FROM (
        SELECT session_id, trace_id FROM span EXCEPT SELECT session_id, trace_id FROM session_trace)
      UNION SELECT session_id FROM (
        SELECT session_id, trace_id FROM session_trace EXCEPT SELECT session_id, trace_id FROM span)
      """;

  /** Sums of fractions may differ by their order. */
  private static final String AGENT_HOURS =
      """
      WITH told (%s) AS (%s)
      SELECT ifnull(t.hour, a.hour) FROM told t FULL JOIN agent_hour a
        ON a.hour = t.hour AND a.agent_id = t.agent_id AND a.model_id = t.model_id
      WHERE (t.spans, t.model_calls, t.tool_calls, t.errors, t.input_tokens, t.output_tokens,
          t.rewards) IS NOT (a.spans, a.model_calls, a.tool_calls, a.errors, a.input_tokens,
          a.output_tokens, a.rewards)
        OR abs(t.reward_sum - a.reward_sum) > 1e-6 * (1 + abs(t.reward_sum))
      """
          .formatted(SummarySql.AGENT_HOUR, SummarySql.agentHours("1"));

  private static final Map<String, String> WRONG =
      Map.of(
          "the summary of session", SummarySql.WRONG_SESSIONS,
          "the summary of trace", SummarySql.WRONG_TRACES,
          "the summary of agents in hour", AGENT_HOURS,
          "the list of traces of session", SESSION_TRACES,
          "the reward of span", REWARDS);

  /** At most {@code most} of each sort; nothing of a file that has no summaries. */
  static void run(SqlSession session, int most, Consumer<String> findings) throws SQLException {
    if (!SchemaV6.isIn(session)) {
      return;
    }
    for (String what : WRONG.keySet().stream().sorted().toList()) {
      for (long id : ids(session, WRONG.get(what) + " LIMIT " + most)) {
        findings.accept(what + " " + id + " is not what the spans say");
      }
    }
  }

  private static List<Long> ids(SqlSession session, String sql) throws SQLException {
    try (ResultSet rows = session.prepared(sql).executeQuery()) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      return ids;
    }
  }

  private SummaryCheck() {}
}
