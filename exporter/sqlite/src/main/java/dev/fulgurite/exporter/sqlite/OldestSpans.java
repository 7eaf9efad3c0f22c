package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;

/** Removes the oldest spans of a session behind an append, which keeps what it brought. */
final class OldestSpans {
  private static final String SOME =
      "SELECT seq FROM span WHERE session_id = ? AND seq < ? ORDER BY start_nanos LIMIT ?";

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
    RemovalStep removed =
        RemovalStep.run(session, owner, SOME, owner, written.firstSequence(), most);
    if (removed.gone() == null) {
      session.update(OLD_MESSAGES, owner, owner, 2 * KnownMessages.WINDOW);
    }
    written.removed(removed.gone());
    return removed;
  }
}
