package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.Recurring;
import dev.fulgurite.exporter.store.Retention;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Removes sessions that are too old, whole, some behind each append. They are looked for once a
 * minute, and again with the next append while there may be more. Not thread-safe: its owner locks.
 */
final class AgedSessions {
  private static final int MAX_STEPS = 64;
  private static final int MAX_FOUND = 1_000;

  /** Looks into the spans of each session by itself, whatever the planner takes them for. */
  private static final String IF_AGED =
      """
      CROSS JOIN LATERAL (
        SELECT min(k.start_nanos) AS begun, max(k.start_nanos + k.nanos) AS ended,
          bool_or(%s) AS kept
        FROM fulgurite_span k WHERE k.session = s.key) told
      WHERE s.last_seq < ? AND told.begun < ? AND told.ended < ? AND NOT told.kept
      """;

  /** By the index over starts: where nothing is that old, nothing else is read. */
  private static final String AGED =
      """
      SELECT s.key
      FROM (SELECT DISTINCT session FROM fulgurite_span WHERE start_nanos < ?) old
        JOIN fulgurite_session s ON s.key = old.session
      """
          + IF_AGED;

  private static final String IS_AGED =
      "SELECT 1 FROM fulgurite_session s " + IF_AGED + "AND s.key = ?";

  private static final String UNTOUCHED =
      "SELECT 1 FROM fulgurite_session WHERE key = ? AND last_seq < ?";

  private final Retention retention;
  private final KeptSessions kept;
  private final PruneSettings settings;
  private final Recurring look;

  /** Yet to go; one may have become younger since. */
  private final Deque<UUID> found = new ArrayDeque<>();

  private boolean foundAll = true;

  AgedSessions(Retention retention, KeptSessions kept, PruneSettings settings) {
    this.retention = retention;
    this.kept = kept;
    this.settings = settings;
    this.look = new Recurring(settings.clock(), Duration.ofMinutes(1));
  }

  /**
   * After an append.
   *
   * @param keepFrom sessions with spans from this number on stay
   */
  void remove(Connections readers, Connections writer, long keepFrom) throws SQLException {
    if (retention.maxAge().isZero() || !look.isDue()) {
      return;
    }
    long before = retention.endedBefore(settings.clock().instant());
    if (found.isEmpty()) {
      foundAll = readers.inTransaction(session -> find(session, keepFrom, before));
    }
    UUID begun = null;
    for (int i = 0; i < MAX_STEPS && !found.isEmpty(); i++) {
      UUID key = found.element();
      boolean goesOn = key.equals(begun);
      boolean more = writer.inTransaction(s -> removeSome(s, key, goesOn, keepFrom, before));
      begun = more ? key : null;
      if (!more) {
        found.remove();
      }
    }
    look.done(!found.isEmpty() || !foundAll);
  }

  /** Whether these were all. */
  private boolean find(SqlSession session, long keepFrom, long before) throws SQLException {
    found.clear(); // of a try before
    try (PreparedStatement statement =
            session.prepare(AGED.formatted(kept.condition()), before, keepFrom, before, before);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (found.size() == MAX_FOUND) {
          return false;
        }
        UUID key = rows.getObject(1, UUID.class);
        if (!kept.isTagged(session, key)) {
          found.add(key);
        }
      }
    }
    return true;
  }

  /**
   * Whether there is more of the session.
   *
   * @param goesOn whether a part of it has just gone, since when it was looked at as a whole
   */
  private boolean removeSome(
      SqlSession session, UUID key, boolean goesOn, long keepFrom, long before)
      throws SQLException {
    Schema.lock(session);
    boolean goes =
        goesOn ? isUntouched(session, key, keepFrom) : isAged(session, key, keepFrom, before);
    if (!goes) {
      return false;
    }
    Pruned removed = SpanRemoval.ofSession(session, key, keepFrom, settings.step());
    return removed.spans() > 0 && removed.sessions() == 0;
  }

  private static boolean isUntouched(SqlSession session, UUID key, long keepFrom)
      throws SQLException {
    return session.number(UNTOUCHED, key, keepFrom) != null;
  }

  private boolean isAged(SqlSession session, UUID key, long keepFrom, long before)
      throws SQLException {
    String sql = IS_AGED.formatted(kept.condition());
    return session.number(sql, keepFrom, before, before, key) != null
        && !kept.isTagged(session, key);
  }
}
