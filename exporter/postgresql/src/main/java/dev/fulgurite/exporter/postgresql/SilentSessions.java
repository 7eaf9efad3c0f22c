package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Recurring;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session that was silent longest; sessions that are kept come last. Not thread-safe: its
 * owner locks.
 */
final class SilentSessions {
  private static final String OLDEST =
      "SELECT key FROM fulgurite_session WHERE last_seq < ? ORDER BY last_seq LIMIT 1";

  /** The limit is within, so that only the sessions of one page are looked into. */
  private static final String PAGE =
      """
      SELECT s.key, s.last_seq, NOT EXISTS (
          SELECT 1 FROM fulgurite_span k WHERE k.session = s.key AND (%s))
      FROM (
        SELECT key, last_seq FROM fulgurite_session WHERE last_seq > ? AND last_seq < ?
        ORDER BY last_seq LIMIT 100) s
      ORDER BY s.last_seq
      """;

  private final KeptSessions kept;
  private final Recurring look;

  /**
   * Up to here all are kept, as a session is that nothing is added to; those that lost a span by a
   * deletion are found again a minute later.
   */
  private long allKeptTo;

  private record Candidate(UUID key, long lastSequence, boolean mayGo) {}

  SilentSessions(KeptSessions kept, Clock clock) {
    this.kept = kept;
    this.look = new Recurring(clock, Duration.ofMinutes(1));
  }

  /** Of those that were silent since before {@code sequence}; null where there is none. */
  @Nullable UUID oldest(SqlSession session, long sequence) throws SQLException {
    UUID unkept = kept.isAny() ? oldestUnkept(session, sequence) : null;
    return unkept == null ? oldestOfAll(session, sequence) : unkept;
  }

  private @Nullable UUID oldestUnkept(SqlSession session, long sequence) throws SQLException {
    if (look.isDue()) {
      allKeptTo = 0;
      look.done(false);
    }
    List<Candidate> page = page(session, sequence);
    while (!page.isEmpty()) {
      for (Candidate candidate : page) {
        if (candidate.mayGo() && !kept.isTagged(session, candidate.key())) {
          return candidate.key();
        }
        allKeptTo = candidate.lastSequence();
      }
      page = page(session, sequence);
    }
    return null;
  }

  private List<Candidate> page(SqlSession session, long sequence) throws SQLException {
    List<Candidate> page = new ArrayList<>();
    try (PreparedStatement statement =
            session.prepare(PAGE.formatted(kept.condition()), allKeptTo, sequence);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        page.add(new Candidate(rows.getObject(1, UUID.class), rows.getLong(2), rows.getBoolean(3)));
      }
    }
    return page;
  }

  private static @Nullable UUID oldestOfAll(SqlSession session, long sequence) throws SQLException {
    try (PreparedStatement statement = session.prepare(OLDEST, sequence);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getObject(1, UUID.class) : null;
    }
  }
}
