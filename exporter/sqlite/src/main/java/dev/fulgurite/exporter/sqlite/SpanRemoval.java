package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes spans, and traces and blocks with their last one; within a transaction. */
final class SpanRemoval {
  private final SqlSession session;
  private final String some;
  private final @Nullable Object[] values;

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
    countDown("trace", counts("trace_id"));
    countDown("block", counts("block_id"));
    return session.update("DELETE FROM span WHERE seq IN (" + some + ")", values);
  }

  private Map<Long, Long> counts(String column) throws SQLException {
    PreparedStatement statement =
        session.prepared(
            "SELECT %1$s, count(*) FROM span WHERE seq IN (%2$s) GROUP BY %1$s"
                .formatted(column, some));
    SqlSession.bind(statement, values);
    Map<Long, Long> counts = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return counts;
  }

  private void countDown(String table, Map<Long, Long> counts) throws SQLException {
    for (Map.Entry<Long, Long> row : counts.entrySet()) {
      session.update(
          "UPDATE " + table + " SET spans = spans - ? WHERE id = ?", row.getValue(), row.getKey());
      session.update("DELETE FROM " + table + " WHERE id = ? AND spans <= 0", row.getKey());
    }
  }
}
