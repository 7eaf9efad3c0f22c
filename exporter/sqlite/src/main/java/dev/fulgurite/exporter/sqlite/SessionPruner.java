package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreOptions;
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

  private final SqlSession session;
  private final long maxBytes;
  private final int step;
  private final OldestSpans spans;
  private final KeptSessions kept;
  private final boolean anyKept;
  private final Set<Long> busy;

  /** A session of which a part is gone: the rest follows even when the bound holds again. */
  private @Nullable Long begun;

  /**
   * @param step spans removed at once
   * @param written the append just done
   */
  SessionPruner(SqlSession session, StoreOptions options, int step, SpanWriter written) {
    this.session = session;
    this.maxBytes = options.maxBytes();
    this.step = step;
    this.spans = new OldestSpans(session, written);
    this.kept = new KeptSessions(session, options.retention().keep());
    this.anyKept = !options.retention().keep().isEmpty();
    this.busy = written.sessions();
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
    RemovalStep removed = spans.remove(victim, most);
    begun = removed.gone() != null || busy.contains(victim) ? null : victim;
    return removed.didAnything();
  }

  private long atOnce(long victim) throws SQLException {
    Long spans = session.number("SELECT spans FROM session WHERE id = ?", victim);
    return spans == null ? step : Math.max(step, spans / SHARE);
  }

  /** Sessions that are kept go last. */
  private @Nullable Long oldest() throws SQLException {
    Long unkept = anyKept ? oldestUnkept() : null;
    return unkept == null ? oldestOfAll() : unkept;
  }

  private @Nullable Long oldestUnkept() throws SQLException {
    PreparedStatement statement =
        session.prepared("SELECT id FROM session WHERE " + kept.condition() + " ORDER BY last_seq");
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long id = rows.getLong(1);
        if (!busy.contains(id) && !kept.isTagged(id)) {
          return id;
        }
      }
    }
    return null;
  }

  private @Nullable Long oldestOfAll() throws SQLException {
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
