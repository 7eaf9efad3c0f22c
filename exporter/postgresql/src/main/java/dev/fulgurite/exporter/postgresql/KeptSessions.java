package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.Retention.Keep;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** Tells the sessions that a rule keeps from the others. */
final class KeptSessions {
  private static final String REWARD = "k.reward IS NOT NULL";
  private static final String ERROR = "k.status = 'error' OR k.event_kind = 'exception'";

  /** A body has its keys as they are: those that have none of these need not be sent. */
  private static final String MAY_BE_TAGGED =
      SpanRows.SPANS
          + " WHERE p.session = ? AND (position(? IN p.body) > 0 OR position(? IN p.body) > 0)";

  private final Set<Keep> keep;

  KeptSessions(Set<Keep> keep) {
    this.keep = keep;
  }

  /** Whether there can be any. */
  boolean isAny() {
    return !keep.isEmpty();
  }

  /** Holds for the rows {@code k} of spans whose columns keep their session. */
  String condition() {
    return (keep.contains(Keep.REWARDS) ? REWARD : "FALSE")
        + (keep.contains(Keep.ERRORS) ? " OR " + ERROR : "");
  }

  boolean has(SqlSession session, UUID key) throws SQLException {
    String sql = "SELECT 1 FROM fulgurite_span k WHERE k.session = ? AND (%s) LIMIT 1";
    return isAny()
        && (session.number(sql.formatted(condition()), key) != null || isTagged(session, key));
  }

  /** Whether it is kept for what no column tells. */
  boolean isTagged(SqlSession session, UUID key) throws SQLException {
    if (!keep.contains(Keep.TAGGED)) {
      return false;
    }
    SpanRows spans = new SpanRows(session);
    try (PreparedStatement statement =
            session.prepare(MAY_BE_TAGGED, key, bytes(Fulgurite.TAGS), bytes(AgentLightning.TAG));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (isTagged(spans, rows)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isTagged(SpanRows spans, ResultSet row) throws SQLException {
    try {
      return Retention.isTagged(spans.span(row));
    } catch (SpanRows.DamagedSpan e) {
      return false; // nobody can read its tag
    }
  }
}
