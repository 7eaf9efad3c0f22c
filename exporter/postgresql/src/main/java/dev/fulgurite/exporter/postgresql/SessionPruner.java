package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Pruned;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store back to its bound after an append, one step in a transaction: the session silent
 * longest goes first and goes whole; of what was written just now only that which was there before.
 * Bytes are those of bodies and rows as they are sent, whatever the server makes of them. Lives for
 * one append.
 */
final class SessionPruner {
  private static final String OVER = "SELECT 1 FROM fulgurite_store WHERE bytes > ?";
  private static final String OLDEST =
      "p.seq IN (SELECT o.seq FROM fulgurite_span o WHERE o.seq < ? ORDER BY o.seq LIMIT ?)";

  private final long maxBytes;
  private final long keepFrom;
  private final int step;
  private final SilentSessions silent;

  /** A session of which a part is gone: the rest follows even when the bound holds again. */
  private @Nullable UUID begun;

  /**
   * @param keepFrom spans from this number on stay
   * @param step spans removed at once
   */
  SessionPruner(long maxBytes, long keepFrom, int step, SilentSessions silent) {
    this.maxBytes = maxBytes;
    this.keepFrom = keepFrom;
    this.step = step;
    this.silent = silent;
  }

  /** Whether there may be more to remove. */
  boolean removeSome(SqlSession session) throws SQLException {
    if (begun == null && session.number(OVER, maxBytes) == null) {
      return false;
    }
    Schema.lock(session);
    UUID victim = begun == null ? silent.oldest(session, keepFrom) : begun;
    if (victim == null) {
      return removeOldest(session);
    }
    Pruned removed = SpanRemoval.ofSession(session, victim, keepFrom, step);
    begun = removed.spans() > 0 && removed.sessions() == 0 ? victim : null;
    return removed.spans() > 0;
  }

  private boolean removeOldest(SqlSession session) throws SQLException {
    boolean removed = SpanRemoval.remove(session, OLDEST, keepFrom, step) > 0;
    int sessions = session.update(SpanRemoval.EMPTY_SESSIONS);
    session.update(SpanRemoval.COUNT_SESSIONS, (long) sessions);
    return removed;
  }
}
