package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes all summaries anew from the rows of spans. */
final class SummaryRebuild {
  private static final List<String> BEFORE =
      List.of("DELETE FROM agent_hour", "DELETE FROM session_trace", "DELETE FROM reward");
  private static final List<String> AFTER =
      List.of(
          "INSERT INTO session_trace SELECT DISTINCT session_id, trace_id FROM span",
          SummarySql.AGENT_HOUR_UPSERT.formatted(SummarySql.agentHours("1")),
          SummarySql.TRACE_UPDATE,
          "DELETE FROM trace WHERE spans = 0");

  /** Within a transaction; takes as long as reading every row. Bodies may be damaged. */
  static void run(SqlSession session) throws SQLException {
    run(session, SummarySql.SESSION_UPDATE);
  }

  /** As {@link #run}, on the way to a newer version. */
  static void runOfVersion4(SqlSession session) throws SQLException {
    run(session, SummarySql.SESSION_UPDATE_4);
  }

  private static void run(SqlSession session, String sessionUpdate) throws SQLException {
    Schema.Step.of(BEFORE).run(session);
    writeRewards(session);
    session.run(sessionUpdate);
    Schema.Step.of(AFTER).run(session);
  }

  private static void writeRewards(SqlSession session) throws SQLException {
    SpanRows spans = new SpanRows(session);
    for (long seq : scored(session)) {
      session.update(
          "INSERT INTO reward (seq, value, sequence) SELECT seq, reward, ? FROM span WHERE seq = ?",
          sequence(spans, seq),
          seq);
    }
  }

  private static List<Long> scored(SqlSession session) throws SQLException {
    List<Long> scored = new ArrayList<>();
    PreparedStatement statement =
        session.prepared("SELECT seq FROM span WHERE reward IS NOT NULL ORDER BY seq");
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        scored.add(rows.getLong(1));
      }
    }
    return scored;
  }

  /** None where the body cannot be read. */
  private static long sequence(SpanRows spans, long seq) throws SQLException {
    try {
      return SpanFacts.of(spans.span(seq)).sequence();
    } catch (SQLException e) {
      if (SqliteFailures.code(e) != 0) {
        throw e;
      }
      return 0;
    }
  }

  private SummaryRebuild() {}
}
