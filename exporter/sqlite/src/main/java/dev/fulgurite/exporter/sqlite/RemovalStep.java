package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One step of removing spans of a session, counted, and the session with the last of them.
 *
 * @param spans how many went
 * @param gone the session's text, where nothing of it is left
 */
record RemovalStep(int spans, @Nullable String gone) {
  /**
   * Within a transaction.
   *
   * @param some a query for the numbers of spans of the session {@code owner}
   */
  static RemovalStep run(SqlSession session, long owner, String some, @Nullable Object... values)
      throws SQLException {
    SqliteOutbox.countPruned(session, some, values);
    int removed = new SpanRemoval(session, some, values).remove();
    boolean left = session.number("SELECT 1 FROM span WHERE session_id = ? LIMIT 1", owner) != null;
    String text = left ? null : session.text("SELECT text FROM session WHERE id = ?", owner);
    if (!left) {
      session.update("DELETE FROM block WHERE session_id = ? AND messages > 0", owner);
      session.update("DELETE FROM context WHERE session_id = ?", owner);
      session.update("DELETE FROM session WHERE id = ?", owner);
    }
    count(session, removed, text != null && removed > 0 ? 1 : 0);
    return new RemovalStep(removed, text);
  }

  /** Counts a step, by which writers know that rows have gone. */
  static void count(SqlSession session, int spans, int sessions) throws SQLException {
    session.update(
        "UPDATE pruned SET spans = spans + ?, sessions = sessions + ?, steps = steps + 1",
        spans,
        sessions);
  }

  /** Whether it removed some spans, and others are there. */
  boolean leavesSome() {
    return spans > 0 && gone == null;
  }

  /** Whether there may be more to remove. */
  boolean didAnything() {
    return spans > 0 || gone != null;
  }
}
