package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.Retention.Keep;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Tells the sessions that a rule keeps from the others. Lives for one append. */
final class KeptSessions {
  /** By the index, a span of the session after the other. */
  private static final String INDEXED =
      """
      SELECT 1 FROM span p CROSS JOIN span_index i ON i.rowid = p.seq
      WHERE p.session_id = ? AND i.span_index MATCH ? LIMIT 1
      """;

  private static final String UNINDEXED =
      SpanRows.SPANS + " WHERE p.session_id = ? AND p.seq > ? ORDER BY p.seq";

  private final SqlSession session;
  private final Set<Keep> keep;

  KeptSessions(SqlSession session, Set<Keep> keep) {
    this.session = session;
    this.keep = keep;
  }

  /** Holds for the rows of sessions that their columns do not keep. */
  String condition() {
    return (keep.contains(Keep.REWARDS) ? "rewards = 0" : "1")
        + (keep.contains(Keep.ERRORS) ? " AND errors = 0" : "");
  }

  boolean has(long id) throws SQLException {
    return session.number("SELECT 1 FROM session WHERE id = ? AND " + condition(), id) == null
        || isTagged(id);
  }

  /** Whether it is kept for what no column tells. */
  boolean isTagged(long id) throws SQLException {
    if (!keep.contains(Keep.TAGGED)) {
      return false;
    }
    String mark = '"' + Marks.key(SpanTokens.TAG) + '"';
    return session.number(INDEXED, id, mark) != null || isTaggedBehindTheIndex(id);
  }

  private boolean isTaggedBehindTheIndex(long id) throws SQLException {
    SpanRows spans = new SpanRows(session);
    PreparedStatement statement = session.prepared(UNINDEXED);
    Long position = IndexState.position(session);
    SqlSession.bind(statement, id, position == null ? 0 : position);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        StoredSpan span = IndexBatch.readable(spans, rows);
        if (span != null && Retention.isTagged(span)) {
          return true;
        }
      }
    }
    return false;
  }
}
