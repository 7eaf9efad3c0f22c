package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one cleaning has to look at: what deletions noted, or everything where spans were pruned
 * since the last, since those noted nothing. Immutable.
 *
 * @param sessions that blocks are to be cleaned of
 * @param firstSeq the first span that went: codebooks made long before have nothing of it
 * @param lastSeq the newest span: later ones refer to nothing from before, and stay as they are
 * @param pruned how many spans had gone
 * @param additions as {@link ErasureTable#additions}
 */
record CleaningScope(
    List<Long> sessions, long firstSeq, long lastSeq, long pruned, long additions) {

  /**
   * Counts a step, so that writers forget what they know of the file and what they gathered to
   * learn from.
   */
  static CleaningScope begin(SqlSession locked) throws SQLException {
    RemovalStep.count(locked, 0, 0);
    boolean noted = ErasedCount.isEverything(locked);
    return new CleaningScope(
        noted ? ErasureTable.sessions(locked) : sessions(locked),
        noted ? ErasureTable.firstSeq(locked) : 0,
        BegunDeletion.newest(locked),
        ErasedCount.pruned(locked),
        ErasureTable.additions(locked));
  }

  private static List<Long> sessions(SqlSession session) throws SQLException {
    List<Long> sessions = new ArrayList<>();
    PreparedStatement statement = session.prepared("SELECT id FROM session");
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sessions.add(rows.getLong(1));
      }
    }
    return sessions;
  }

  /** When it is done. False where something was noted since, for another one. */
  boolean end(SqlSession locked) throws SQLException {
    ErasedCount.reach(locked, pruned);
    return ErasureTable.drop(locked, additions);
  }
}
