package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Removes the texts of the dictionary that nothing in the file refers to. */
final class TextCleaning {
  private static final String OF_CONTEXTS =
      """
      SELECT scope_id FROM context UNION SELECT resource_id FROM context
      UNION SELECT user_id FROM context UNION SELECT source_id FROM context
      UNION SELECT rollout_id FROM context UNION SELECT attempt_id FROM context
      UNION SELECT agent_id FROM context
      """;
  private static final String OF_SUMMARIES =
      """
      UNION SELECT user_id FROM session UNION SELECT source_id FROM session
      UNION SELECT first_name_id FROM trace UNION SELECT root_name_id FROM trace
      UNION SELECT agent_id FROM agent_hour UNION SELECT model_id FROM agent_hour
      """;
  private static final String OF_SPANS =
      " UNION SELECT name_id FROM span WHERE seq > ?1 UNION SELECT model_id FROM span WHERE seq > ?1";

  /** Null is no member, which would make every comparison unknown. */
  private static final String UNUSED =
      "SELECT id FROM dictionary WHERE id NOT IN (SELECT ifnull(scope_id, 0) FROM ("
          + OF_CONTEXTS
          + OF_SUMMARIES
          + OF_SPANS
          + "))";

  private static final String REMOVE =
      "DELETE FROM dictionary WHERE id IN (SELECT value FROM json_each(?2)) AND id IN ("
          + UNUSED
          + ")";

  private final SqliteOutbox.Access access;

  private record Unused(List<Long> ids, long lastSeq) {}

  TextCleaning(SqliteOutbox.Access access) {
    this.access = access;
  }

  /** Every span is looked at before the lock is taken, and then those that came since. */
  void run() {
    Unused unused = access.reading(TextCleaning::find);
    if (!unused.ids().isEmpty()) {
      access.writing(
          locked -> {
            locked.update(REMOVE, unused.lastSeq(), unused.ids().toString());
            RemovalStep.count(locked, 0, 0);
            return true;
          });
    }
  }

  private static Unused find(SqlSession session) throws SQLException {
    Long last = session.number("SELECT max(seq) FROM span");
    PreparedStatement statement = session.prepared(UNUSED);
    SqlSession.bind(statement, Long.MIN_VALUE);
    List<Long> ids = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return new Unused(ids, last == null ? 0 : last);
  }
}
