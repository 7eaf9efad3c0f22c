package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes spans, with traces and blocks whose last they were, and corrects the summaries; within a
 * transaction. Rows of sessions stay, those without a span too.
 */
final class SpanRemoval {
  private static final String FEWER_BY_THE_HOUR =
      "WITH gone (%s) AS (%%s) "
          .formatted(SummarySql.AGENT_HOUR)
          .concat(
              SummarySql.AGENT_HOUR_UPSERT.formatted(
                  """
                  SELECT hour, agent_id, model_id, -spans, -model_calls, -tool_calls, -errors,
                    -input_tokens, -output_tokens, -rewards, -reward_sum FROM gone WHERE 1
                  """));

  /** The plus keeps the planner from reading the session for each of its traces. */
  static final String NO_TRACE_OF_SESSION =
      """
      DELETE FROM session_trace WHERE session_id = ?1 AND trace_id = ?2
        AND NOT EXISTS (SELECT 1 FROM span WHERE trace_id = ?2 AND +session_id = ?1)
      """;

  private final SqlSession session;
  private final String some;
  private final @Nullable Object[] values;

  private record Owner(long session, long trace) {}

  /**
   * @param some a query for the numbers of the spans
   */
  SpanRemoval(SqlSession session, String some, @Nullable Object... values) {
    this.session = session;
    this.some = some;
    this.values = values;
  }

  /** How many went. */
  int remove() throws SQLException {
    List<Owner> owners = owners();
    countDownBlocks();
    String condition = "p.seq IN (" + some + ")";
    session.update(FEWER_BY_THE_HOUR.formatted(SummarySql.agentHours(condition)), values);
    session.update("DELETE FROM span_index WHERE rowid IN (" + some + ")", values);
    session.update("DELETE FROM reward WHERE seq IN (" + some + ")", values);
    int removed = session.update("DELETE FROM span WHERE seq IN (" + some + ")", values);
    session.update("DELETE FROM agent_hour WHERE spans <= 0");
    settle(owners);
    return removed;
  }

  private List<Owner> owners() throws SQLException {
    PreparedStatement statement =
        session.prepared(
            "SELECT DISTINCT session_id, trace_id FROM span WHERE seq IN (" + some + ")");
    SqlSession.bind(statement, values);
    List<Owner> owners = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        owners.add(new Owner(rows.getLong(1), rows.getLong(2)));
      }
    }
    return owners;
  }

  private void countDownBlocks() throws SQLException {
    PreparedStatement statement =
        session.prepared(
            "SELECT block_id, count(*) FROM span WHERE seq IN (" + some + ") GROUP BY block_id");
    SqlSession.bind(statement, values);
    Map<Long, Long> counts = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getLong(1), rows.getLong(2));
      }
    }
    for (Map.Entry<Long, Long> block : counts.entrySet()) {
      session.update(
          "UPDATE block SET spans = spans - ? WHERE id = ?", block.getValue(), block.getKey());
      session.update(
          "DELETE FROM block WHERE id = ? AND spans <= 0 AND messages = 0", block.getKey());
    }
  }

  /** Tells the summaries anew from what is left: nothing can be taken off an earliest or last. */
  private void settle(List<Owner> owners) throws SQLException {
    for (Owner owner : owners) {
      session.update(NO_TRACE_OF_SESSION, owner.session(), owner.trace());
    }
    for (long trace : owners.stream().map(Owner::trace).collect(Collectors.toSet())) {
      session.update(SummarySql.TRACE_UPDATE + " WHERE id = ?", trace);
      session.update("DELETE FROM trace WHERE id = ? AND spans = 0", trace);
    }
    Set<Long> sessions = owners.stream().map(Owner::session).collect(Collectors.toSet());
    for (long id : sessions) {
      session.update(SummarySql.SESSION_UPDATE + " WHERE id = ?", id);
    }
  }
}
