package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.KnownAttribute;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How far the index behind the writer has come, and which process fills it. */
final class IndexState {
  /**
   * The last span that is in the index, with all before it; null for a file without one, and for
   * one of an older version, whose index lacks some of the texts that are searched.
   */
  static @Nullable Long position(SqlSession session) throws SQLException {
    return exists(session) && SchemaV7.isIn(session)
        ? session.number("SELECT position FROM index_state")
        : null;
  }

  static boolean exists(SqlSession session) throws SQLException {
    return session.number("SELECT 1 FROM sqlite_master WHERE name = 'index_state'") != null;
  }

  /** At least how many spans came after {@code position}, but for those that went again. */
  static long lag(SqlSession session, long position) throws SQLException {
    Long newest = session.number("SELECT max(seq) FROM span");
    return newest == null ? 0 : Math.max(0, newest - position);
  }

  /** True where {@code holder} fills it from now on; within the write lock. */
  static boolean take(SqlSession locked, String holder, long nowMillis, long untilMillis)
      throws SQLException {
    return locked.update(
            """
            UPDATE index_state SET holder = ?, until_millis = ?
            WHERE holder IS NULL OR holder = ? OR until_millis <= ?
            """,
            holder,
            untilMillis,
            holder,
            nowMillis)
        > 0;
  }

  /** When another holds it, until when; null where nobody else does. */
  static @Nullable Long takenUntil(SqlSession session, String holder, long nowMillis)
      throws SQLException {
    return session.number(
        "SELECT until_millis FROM index_state WHERE holder <> ? AND until_millis > ?",
        holder,
        nowMillis);
  }

  static void release(SqlSession locked, String holder) throws SQLException {
    locked.update(
        "UPDATE index_state SET holder = NULL, until_millis = 0 WHERE holder = ?", holder);
  }

  static void advance(SqlSession locked, long position) throws SQLException {
    locked.update("UPDATE index_state SET position = ?", position);
  }

  /** Adds the attributes of indexed spans; gives the position up to which that was. */
  static long addAttributes(SqlSession session, Collection<KnownAttribute> known)
      throws SQLException {
    Long position = position(session);
    if (position == null) {
      return 0;
    }
    PreparedStatement statement = session.prepared("SELECT key, type FROM attribute_key");
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        known.add(new KnownAttribute(rows.getString(1), rows.getString(2)));
      }
    }
    return position;
  }

  private IndexState() {}
}
