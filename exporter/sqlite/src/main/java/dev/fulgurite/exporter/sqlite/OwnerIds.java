package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;

/**
 * Numbers of sessions and traces, and for new ones the next that are free, so that all rows of a
 * batch can be written by few statements. Lives for one transaction, within the write lock. Not
 * thread-safe.
 */
final class OwnerIds {
  private final SqlSession session;
  private final Known known;
  private long lastSession = -1;
  private long lastTrace = -1;

  OwnerIds(SqlSession session) {
    this.session = session;
    this.known = session.known();
  }

  long session(String text) throws SQLException {
    String stored = Json.storable(text); // such sessions may share a row
    Long id = known.sessions().get(stored);
    if (id == null) {
      id = session.number("SELECT id FROM session WHERE text = ?", stored);
      if (id == null) {
        lastSession = 1 + (lastSession < 0 ? last("SELECT max(id) FROM session") : lastSession);
        id = lastSession;
      }
      known.sessions().put(stored, id);
    }
    return id;
  }

  long trace(TraceId trace) throws SQLException {
    Long id = known.traces().get(trace);
    if (id == null) {
      id =
          session.number("SELECT id FROM trace WHERE hi = ? AND lo = ?", trace.high(), trace.low());
      if (id == null) {
        lastTrace = 1 + (lastTrace < 0 ? last("SELECT max(id) FROM trace") : lastTrace);
        id = lastTrace;
      }
      known.traces().put(trace, id);
    }
    return id;
  }

  private long last(String sql) throws SQLException {
    Long last = session.number(sql);
    return last == null ? 0 : Math.max(0, last);
  }
}
