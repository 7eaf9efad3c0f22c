package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreOptions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the file back to its bound after an append: the session silent longest goes first and goes
 * whole. Where nothing is left but sessions written just now, the spans go that came first, a part
 * of a session at a time; what was appended just now never. Each step is a short transaction of its
 * own, so that other processes' writes get between. Lives for one append. Not thread-safe.
 */
final class SessionPruner {
  private static final int MAX_STEPS = 64;
  private static final int VACUUM_PAGES = 1_000;

  /** Of a large session at least this part goes at once, since what is left is summed up anew. */
  private static final int SHARE = 16;

  /** Of a session that is written at most this part goes at once, unless it is a large one. */
  private static final int LIVE_SHARE = 4;

  /** Spans that are read behind one append, to find which messages are of no use. */
  private static final long MAX_LOOKED_AT = 50_000;

  private final SqlSession session;
  private final long maxBytes;
  private final int step;
  private final OldestSpans spans;
  private final KeptSessions kept;
  private final boolean anyKept;
  private final Set<Long> busy;
  private final long firstSequence;

  /** A silent session of which a part is gone: the rest follows even when the bound holds again. */
  private @Nullable Long begun;

  /** A session written just now that gives more, until its messages have been looked at. */
  private @Nullable Long live;

  /**
   * @param step spans removed at once
   * @param written the append just done
   */
  SessionPruner(
      SqlSession session, StoreOptions options, int step, SpanWriter written, OldestSpans spans) {
    this.session = session;
    this.maxBytes = options.maxBytes();
    this.step = step;
    this.spans = spans;
    this.kept = new KeptSessions(session, options.retention().keep());
    this.anyKept = !options.retention().keep().isEmpty();
    this.busy = written.sessions();
    this.firstSequence = written.firstSequence();
  }

  void prune() throws SQLException {
    if (maxBytes <= 0) {
      return;
    }
    if (isOver()) {
      for (int i = 0; i < MAX_STEPS && removeSome(); i++) {}
    }
    long excess = pages() - maxBytes / pragma("PRAGMA page_size");
    if (excess > 0 && freePages() > 0) {
      session.run("PRAGMA incremental_vacuum(" + Math.min(excess, VACUUM_PAGES) + ")");
    }
  }

  /** Whether there may be more to remove. */
  private boolean removeSome() throws SQLException {
    boolean more = session.inTransaction(locked -> removeSpans());
    if (more && live != null && spans.removeMessages(live)) {
      live = null;
    }
    return more && spans.lookedAt() < MAX_LOOKED_AT;
  }

  private boolean removeSpans() throws SQLException {
    Long silent = oldestSilent();
    if (silent == null) {
      begun = null;
      return isOver() && removeLive();
    }
    if (!(silent.equals(begun) || isOver())) {
      return false;
    }
    RemovalStep removed = spans.remove(silent, Math.max(step, spans.spans(silent) / SHARE));
    begun = removed.gone() == null ? silent : null;
    return removed.didAnything();
  }

  private boolean removeLive() throws SQLException {
    live = live == null ? firstLive() : live;
    if (live == null) {
      return false;
    }
    long all = spans.spans(live);
    long most = Math.max(Math.min(step, all / LIVE_SHARE), all / SHARE);
    if (!spans.remove(live, Math.max(1, most)).leavesSome()) {
      live = null;
    }
    return true;
  }

  /** Of the span that came first; null where there is none but those of the append. */
  private @Nullable Long firstLive() throws SQLException {
    return session.number(
        "SELECT session_id FROM span WHERE seq < ? ORDER BY seq LIMIT 1", firstSequence);
  }

  /** Sessions that are kept go last. */
  private @Nullable Long oldestSilent() throws SQLException {
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
      while (rows.next()) {
        long id = rows.getLong(1);
        if (!busy.contains(id)) {
          return id;
        }
      }
      return null;
    }
  }

  private boolean isOver() throws SQLException {
    return (pages() - freePages()) * pragma("PRAGMA page_size") > maxBytes;
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
