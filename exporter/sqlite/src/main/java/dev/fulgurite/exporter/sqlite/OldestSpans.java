package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the oldest spans of a session behind an append, which keeps what it brought. Oldest are
 * those that came first, whatever clocks say.
 */
final class OldestSpans {
  /**
   * From the index over sessions alone: the plus keeps the planner from reading all rows in order.
   */
  private static final String FIRST =
      "SELECT seq FROM span WHERE session_id = ? AND +seq < ? ORDER BY +seq LIMIT ?";

  /** Those that no span left can refer to. */
  private static final String OLD_MESSAGES =
      """
      DELETE FROM block WHERE session_id = ? AND messages > 0 AND spans <= 0
        AND seq < (SELECT min(seq) FROM span WHERE session_id = ?) - ?
      """;

  private final SqlSession session;
  private final SpanWriter written;

  /**
   * @param written the append just done
   */
  OldestSpans(SqlSession session, SpanWriter written) {
    this.session = session;
    this.written = written;
  }

  /** At most {@code most}, within a transaction. */
  RemovalStep remove(long owner, long most) throws SQLException {
    String first = first(owner, most).toString();
    RemovalStep removed = RemovalStep.run(session, owner, SpanErasure.LISTED, first);
    if (removed.gone() == null) {
      session.update(OLD_MESSAGES, owner, owner, 2 * KnownMessages.WINDOW);
    }
    written.removed(removed.gone());
    return removed;
  }

  /** Looked for once, since it takes a look at each of the session. */
  private List<Long> first(long owner, long most) throws SQLException {
    PreparedStatement statement = session.prepared(FIRST);
    SqlSession.bind(statement, owner, written.firstSequence(), most);
    List<Long> first = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        first.add(rows.getLong(1));
      }
    }
    return first;
  }
}
