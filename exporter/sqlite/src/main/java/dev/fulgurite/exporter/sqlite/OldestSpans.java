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
  private final MessageLooks looks;
  private long lookedAt;

  /**
   * @param written the append just done
   */
  OldestSpans(SqlSession session, SpanWriter written, MessageLooks looks) {
    this.session = session;
    this.written = written;
    this.looks = looks;
  }

  /** At most {@code most}, within a transaction. */
  RemovalStep remove(long owner, long most) throws SQLException {
    String first = first(owner, most).toString();
    RemovalStep removed = RemovalStep.run(session, owner, SpanErasure.LISTED, first);
    if (removed.gone() == null) {
      session.update(OLD_MESSAGES, owner, owner, 2 * KnownMessages.WINDOW);
      looks.removed(owner, removed.spans());
    } else {
      looks.forget(owner);
    }
    written.removed(removed.gone());
    return removed;
  }

  /**
   * Outside a transaction: removes messages that nothing left of the session refers to. False where
   * too little went to be worth a look at what is left.
   */
  boolean removeMessages(long owner) throws SQLException {
    long near = Math.min(spans(owner), 2 * KnownMessages.WINDOW);
    if (near == 0 || !looks.isDue(owner, near)) {
      return false;
    }
    UnusedMessages messages = new UnusedMessages(session, written, owner);
    looks.done(owner, messages.remove(looks.upTo(owner)));
    lookedAt += messages.lookedAt();
    return true;
  }

  /** How many spans were read for that. */
  long lookedAt() {
    return lookedAt;
  }

  /** How many a session has. */
  long spans(long owner) throws SQLException {
    Long spans = session.number("SELECT spans FROM session WHERE id = ?", owner);
    return spans == null ? 0 : spans;
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
