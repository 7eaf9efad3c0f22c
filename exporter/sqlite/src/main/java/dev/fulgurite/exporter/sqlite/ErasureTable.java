package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanDeletion;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be deleted, and to be cleaned after spans were, so that whoever comes next goes
 * on where a process ended half-way. The table is there only meanwhile, so it is no part of the
 * layout.
 */
final class ErasureTable {
  /** In place of a session: the file as a whole. */
  private static final long FILE = 0;

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS erasure (
        session_id INTEGER PRIMARY KEY,
        first_seq INTEGER NOT NULL,
        additions INTEGER NOT NULL,
        deletion BLOB)
      """;

  /** One that an older version made has none. */
  private static final String HAS_DELETIONS =
      "SELECT 1 FROM pragma_table_info('erasure') WHERE name = 'deletion'";

  /** In places before the file's, where an older version sees sessions with nothing to clean. */
  private static final String BEGIN =
      """
      INSERT INTO erasure (session_id, first_seq, additions, deletion)
      SELECT min(session_id) - 1, ?, 1, ? FROM erasure
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

  /** Before the first span is removed. */
  static BegunDeletion begin(SqlSession locked, SpanDeletion deletion) throws SQLException {
    BegunDeletion begun = BegunDeletion.now(locked, deletion);
    locked.run(CREATE);
    if (locked.number(HAS_DELETIONS) == null) {
      locked.run("ALTER TABLE erasure ADD COLUMN deletion BLOB");
    }
    locked.update(ADD, FILE, Long.MAX_VALUE);
    locked.update(BEGIN, Long.MAX_VALUE, begun.toBytes());
    return begun;
  }

  /** The deletions of which there may be spans, the latest first. */
  static List<BegunDeletion> begun(SqlSession session) throws SQLException {
    List<BegunDeletion> begun = new ArrayList<>();
    if (session.number(HAS_DELETIONS) == null) {
      return begun;
    }
    PreparedStatement statement =
        session.prepared(
            "SELECT deletion FROM erasure WHERE deletion IS NOT NULL ORDER BY session_id");
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        begun.add(BegunDeletion.of(rows.getBytes(1)));
      }
    }
    return begun;
  }

  /** When no span of it is left; what they left is still to be cleaned. */
  static boolean removed(SqlSession locked, BegunDeletion begun) throws SQLException {
    return locked.number(HAS_DELETIONS) != null
        && locked.update("DELETE FROM erasure WHERE deletion = ?", begun.toBytes()) > 0;
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
        session.prepared("SELECT session_id FROM erasure WHERE session_id > " + FILE);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sessions.add(rows.getLong(1));
      }
    }
    return sessions;
  }

  /** Also where another process has ended all and dropped it. */
  static void done(SqlSession locked, long owner) throws SQLException {
    if (exists(locked)) {
      locked.update("DELETE FROM erasure WHERE session_id = ?", owner);
    }
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
      if (additions(locked) != additions || !begun(locked).isEmpty()) {
        return false;
      }
      locked.run("DROP TABLE erasure");
    }
    return true;
  }

  private ErasureTable() {}
}
