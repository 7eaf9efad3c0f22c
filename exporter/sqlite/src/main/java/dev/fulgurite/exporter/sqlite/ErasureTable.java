package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be cleaned after spans were deleted, so that whoever comes next goes on where a
 * process ended half-way. The table is there only meanwhile, so it is no part of the layout.
 */
final class ErasureTable {
  /** In place of a session: the file as a whole. */
  private static final long FILE = 0;

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS erasure (
        session_id INTEGER PRIMARY KEY,
        first_seq INTEGER NOT NULL,
        additions INTEGER NOT NULL)
      """;
  private static final String ADD =
      """
      INSERT INTO erasure (session_id, first_seq, additions) VALUES (?, ?, 1)
      ON CONFLICT DO UPDATE SET first_seq = min(first_seq, excluded.first_seq),
        additions = additions + 1
      """;

  static boolean exists(SqlSession session) throws SQLException {
    return session.number("SELECT 1 FROM sqlite_master WHERE name = 'erasure'") != null;
  }

  /**
   * In the transaction that removes spans.
   *
   * @param owner the session that is to be cleaned, or null where it went whole
   */
  static void add(SqlSession locked, @Nullable Long owner, long firstSeq) throws SQLException {
    locked.run(CREATE);
    locked.update(ADD, FILE, firstSeq);
    if (owner != null) {
      locked.update(ADD, owner, firstSeq);
    }
  }

  static List<Long> sessions(SqlSession session) throws SQLException {
    List<Long> sessions = new ArrayList<>();
    if (!exists(session)) {
      return sessions;
    }
    PreparedStatement statement =
        session.prepared("SELECT session_id FROM erasure WHERE session_id <> " + FILE);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sessions.add(rows.getLong(1));
      }
    }
    return sessions;
  }

  static void done(SqlSession locked, long owner) throws SQLException {
    locked.update("DELETE FROM erasure WHERE session_id = ?", owner);
  }

  /** The first span that went. */
  static long firstSeq(SqlSession session) throws SQLException {
    Long first = exists(session) ? session.number("SELECT min(first_seq) FROM erasure") : null;
    return first == null ? Long.MAX_VALUE : first;
  }

  /** Another number when something was added since. */
  static long additions(SqlSession session) throws SQLException {
    String sql = "SELECT additions FROM erasure WHERE session_id = " + FILE;
    Long additions = exists(session) ? session.number(sql) : null;
    return additions == null ? 0 : additions;
  }

  /** False where something was added since there were so many {@code additions}. */
  static boolean drop(SqlSession locked, long additions) throws SQLException {
    if (exists(locked)) {
      if (additions(locked) != additions) {
        return false;
      }
      locked.run("DROP TABLE erasure");
    }
    return true;
  }

  private ErasureTable() {}
}
