package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.codec.EscapedText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Removes spans, one step in a transaction, so that appends come in between. What the server keeps
 * of removed rows, in its files and its log, is the server's affair.
 */
final class SpanRemoval {
  private static final int STEP = 1_000;
  private static final String REMOVE =
      """
      WITH gone AS (DELETE FROM fulgurite_span p WHERE %s RETURNING octet_length(body) AS size)
      UPDATE fulgurite_store
      SET pruned_spans = pruned_spans + (SELECT count(*) FROM gone),
        bytes = bytes - (SELECT coalesce(sum(size + %d), 0) FROM gone)
      WHERE EXISTS (SELECT 1 FROM gone)
      """;
  static final String EMPTY_SESSIONS =
      """
      DELETE FROM fulgurite_session s
      WHERE NOT EXISTS (SELECT 1 FROM fulgurite_span p WHERE p.session = s.key)
      """;
  static final String COUNT_SESSIONS =
      "UPDATE fulgurite_store SET pruned_sessions = pruned_sessions + ?";

  /** In the order of the index over sessions. */
  private static final String ANY_OF_SESSION = ofSession("o.start_nanos, o.seq");

  /** The plus keeps the planner from reading all rows in order. */
  private static final String FIRST_OF_SESSION = ofSession("o.seq + 0");

  private static final String LEFT = "SELECT 1 FROM fulgurite_span WHERE session = ? LIMIT 1";
  private static final String REMOVE_SESSION = "DELETE FROM fulgurite_session WHERE key = ?";
  private static final String COUNT = "SELECT pruned_spans FROM fulgurite_store";
  private static final String ORIGINS =
      """
      DELETE FROM fulgurite_origin o
      WHERE NOT EXISTS (SELECT 1 FROM fulgurite_span p WHERE p.origin = o.key)
      """;

  private final String some;
  private final Object[] values;

  SpanRemoval(SpanDeletion deletion) {
    List<String> conditions = new ArrayList<>();
    List<Object> all = new ArrayList<>();
    if (deletion.sessionId() != null) {
      conditions.add("o.session = ?");
      all.add(Digests.key(deletion.sessionId()));
    }
    if (deletion.userId() != null) {
      conditions.add("o.user_id = ?");
      all.add(EscapedText.escape(deletion.userId()));
    }
    if (deletion.startedBefore() != null) {
      conditions.add("o.start_nanos < ?");
      all.add(deletion.startedBefore());
    }
    this.some =
        "p.seq IN (SELECT o.seq FROM fulgurite_span o WHERE %s ORDER BY o.seq LIMIT %d)"
            .formatted(String.join(" AND ", conditions), STEP);
    this.values = all.toArray();
  }

  /** What went with this step; nothing where there is no more. */
  Pruned step(SqlSession session) throws SQLException {
    Schema.lock(session);
    long spans = remove(session, some, values);
    int sessions = spans > 0 ? session.update(EMPTY_SESSIONS) : 0;
    session.update(COUNT_SESSIONS, (long) sessions);
    return new Pruned(spans, sessions);
  }

  private static String ofSession(String order) {
    return """
        p.seq IN (SELECT o.seq FROM fulgurite_span o WHERE o.session = ? AND o.seq < ?
          ORDER BY %s LIMIT ?)
        """
        .formatted(order);
  }

  /**
   * Removes spans of a session that is to go, and it with the last of them, within the lock.
   *
   * @param before spans from this number on stay
   * @param most so many go at once
   */
  static Pruned ofSession(SqlSession session, UUID key, long before, long most)
      throws SQLException {
    return ofSession(session, ANY_OF_SESSION, key, before, most);
  }

  /** As {@link #ofSession}, those that came first. Takes a look at each span of the session. */
  static Pruned firstOfSession(SqlSession session, UUID key, long before, long most)
      throws SQLException {
    return ofSession(session, FIRST_OF_SESSION, key, before, most);
  }

  private static Pruned ofSession(SqlSession session, String some, UUID key, long before, long most)
      throws SQLException {
    long spans = remove(session, some, key, before, most);
    boolean whole = spans > 0 && session.number(LEFT, key) == null;
    int sessions = whole ? session.update(REMOVE_SESSION, key) : 0;
    session.update(COUNT_SESSIONS, (long) sessions);
    return new Pruned(spans, sessions);
  }

  /** Those of no span that is left. */
  static int removeOrigins(SqlSession session) throws SQLException {
    Schema.lock(session);
    return session.update(ORIGINS);
  }

  /** Removes and counts, within the lock; how many went. */
  static long remove(SqlSession session, String condition, Object... values) throws SQLException {
    PostgresqlOutbox.countPruned(session, condition, values);
    long before = count(session);
    session.update(REMOVE.formatted(condition, SpanRow.OVERHEAD), values);
    return count(session) - before;
  }

  private static long count(SqlSession session) throws SQLException {
    try (PreparedStatement statement = session.prepare(COUNT);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
