package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the file back to its bound after an append: the session silent longest goes first and goes
 * whole, a session written just now only where nothing else is left, what was appended just now
 * never. Each step is a short transaction of its own, so that other processes' writes get between.
 * Lives for one append. Not thread-safe.
 */
final class SessionPruner {
  private static final int MAX_STEPS = 64;
  private static final int VACUUM_PAGES = 1_000;

  /** Of a large session at least this part goes at once, since what is left is summed up anew. */
  private static final int SHARE = 16;

  private static final String SOME =
      "SELECT seq FROM span WHERE session_id = ? AND seq < ? ORDER BY start_nanos LIMIT ?";

  /** Those that no span left can refer to. */
  private static final String OLD_MESSAGES =
      """
      DELETE FROM block WHERE session_id = ? AND messages > 0 AND spans <= 0
        AND seq < (SELECT min(seq) FROM span WHERE session_id = ?) - ?
      """;

  private final SqlSession session;
  private final long maxBytes;
  private final int step;
  private final SpanWriter written;
  private final Set<Long> busy;
  private final long keepFrom;

  /** A session of which a part is gone: the rest follows even when the bound holds again. */
  private @Nullable Long begun;

  /**
   * @param written the append just done
   */
  SessionPruner(SqlSession session, long maxBytes, int step, SpanWriter written) {
    this.session = session;
    this.maxBytes = maxBytes;
    this.step = step;
    this.written = written;
    this.busy = written.sessions();
    this.keepFrom = written.firstSequence();
  }

  void prune() throws SQLException {
    if (maxBytes <= 0 || !isOver(pages() - freePages())) {
      return;
    }
    for (int i = 0; i < MAX_STEPS && session.inTransaction(locked -> removeSome()); i++) {}
    if (isOver(pages())) {
      session.run("PRAGMA incremental_vacuum(" + VACUUM_PAGES + ")");
    }
  }

  /** Whether there may be more to remove. */
  private boolean removeSome() throws SQLException {
    Long victim = oldest();
    if (victim == null || !(victim.equals(begun) || isOver(pages() - freePages()))) {
      return false;
    }
    long most = atOnce(victim);
    RemovalStep removed = RemovalStep.run(session, victim, SOME, victim, keepFrom, most);
    if (removed.gone() == null) {
      session.update(OLD_MESSAGES, victim, victim, 2 * KnownMessages.WINDOW);
    }
    written.removed(removed.gone());
    begun = removed.gone() != null || busy.contains(victim) ? null : victim;
    return removed.didAnything();
  }

  private long atOnce(long victim) throws SQLException {
    Long spans = session.number("SELECT spans FROM session WHERE id = ?", victim);
    return spans == null ? step : Math.max(step, spans / SHARE);
  }

  private @Nullable Long oldest() throws SQLException {
    PreparedStatement statement =
        session.prepared("SELECT id FROM session ORDER BY last_seq LIMIT ?");
    statement.setInt(1, busy.size() + 1);
    try (ResultSet rows = statement.executeQuery()) {
      Long first = null;
      while (rows.next()) {
        long id = rows.getLong(1);
        if (!busy.contains(id)) {
          return id;
        }
        first = first == null ? Long.valueOf(id) : first;
      }
      return first;
    }
  }

  private boolean isOver(long pages) throws SQLException {
    return pages * pragma("PRAGMA page_size") > maxBytes;
  }

  private long pages() throws SQLException {
    return pragma("PRAGMA page_count");
  }

  private long freePages() throws SQLException {
    return pragma("PRAGMA freelist_count");
  }

  private long pragma(String sql) throws SQLException {
    Long value = session.number(sql);
    return value == null ? 0 : value;
  }
}
