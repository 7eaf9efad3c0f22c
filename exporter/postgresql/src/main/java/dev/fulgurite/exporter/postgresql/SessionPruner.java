package dev.fulgurite.exporter.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store back to its bound after an append, one step in a transaction: the session silent
 * longest goes first and goes whole; of what was written just now only that which was there before.
 * Bytes are those of bodies and rows as they are sent, whatever the server makes of them.
 */
final class SessionPruner {
  private static final int STEP = 1_000;
  private static final String OVER = "SELECT 1 FROM fulgurite_store WHERE bytes > ?";
  private static final String SILENT =
      "SELECT key FROM fulgurite_session WHERE last_seq < ? ORDER BY last_seq LIMIT 1";
  private static final String OF_SESSION = "p.session = ?";
  private static final String OLDEST =
      """
      p.seq IN (SELECT o.seq FROM fulgurite_span o WHERE o.seq < ? ORDER BY o.seq LIMIT %d)
      """
          .formatted(STEP);
  private static final String REMOVE_SESSION = "DELETE FROM fulgurite_session WHERE key = ?";
  private final long maxBytes;
  private final long keepFrom;

  /**
   * @param keepFrom spans from this number on stay
   */
  SessionPruner(long maxBytes, long keepFrom) {
    this.maxBytes = maxBytes;
    this.keepFrom = keepFrom;
  }

  /** Whether there may be more to remove. */
  boolean removeSome(SqlSession session) throws SQLException {
    if (session.number(OVER, maxBytes) == null) {
      return false;
    }
    Schema.lock(session);
    UUID silent = silent(session);
    boolean removed =
        silent == null
            ? SpanRemoval.remove(session, OLDEST, keepFrom) > 0
            : SpanRemoval.remove(session, OF_SESSION, silent) > 0;
    int sessions =
        silent == null
            ? session.update(SpanRemoval.EMPTY_SESSIONS)
            : session.update(REMOVE_SESSION, silent);
    session.update(SpanRemoval.COUNT_SESSIONS, (long) sessions);
    return removed;
  }

  private @Nullable UUID silent(SqlSession session) throws SQLException {
    try (PreparedStatement statement = session.prepare(SILENT, keepFrom);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getObject(1, UUID.class) : null;
    }
  }
}
