package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.Recurring;
import dev.fulgurite.exporter.store.Retention;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the rules of age and number behind appends, a short step in a transaction. What is too old
 * is looked for once a minute, and again with the next append while there may be more. Not
 * thread-safe: its owner locks.
 */
final class RetentionRules {
  private static final int MAX_STEPS = 64;
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  /** Of a large session at least this part goes at once, since what is left is summed up anew. */
  private static final int SHARE = 16;

  private static final String AGED =
      "SELECT id FROM session WHERE start_nanos < ?1 AND end_nanos < ?1 AND %s ORDER BY start_nanos";
  private static final String IS_AGED = "SELECT 1 FROM session WHERE id = ? AND end_nanos < ?";

  private final Retention retention;
  private final Clock clock;
  private final int step;
  private final Recurring look;

  RetentionRules(Retention retention, SqliteSettings settings) {
    this.retention = retention;
    this.clock = settings.clock();
    this.look = new Recurring(clock, LOOK_EVERY);
    this.step = settings.pruneStep();
  }

  /** After an append. */
  void apply(SqlSession session, SpanWriter written, OldestSpans oldest) throws SQLException {
    if (retention.maxSessionSpans() > 0) {
      for (long owner : written.sessions()) {
        trim(session, oldest, owner);
      }
    }
    if (!retention.maxAge().isZero() && look.isDue()) {
      look.done(removeAged(session, written, oldest, retention.endedBefore(clock.instant())));
    }
  }

  private void trim(SqlSession session, OldestSpans oldest, long owner) throws SQLException {
    long spans = oldest.spans(owner);
    if (spans <= retention.maxSessionSpans()
        || new KeptSessions(session, retention.keep()).has(owner)) {
      return;
    }
    long excess = spans - retention.trimmedSessionSpans();
    for (int i = 0; i < MAX_STEPS && excess > 0; i++) {
      long some = Math.min(excess, Math.max(step, spans / SHARE));
      int removed = session.inTransaction(locked -> oldest.remove(owner, some)).spans();
      excess = removed == 0 ? 0 : excess - removed;
    }
    oldest.removeMessages(owner);
  }

  /** Whether there may be more. */
  private boolean removeAged(
      SqlSession session, SpanWriter written, OldestSpans oldest, long before) throws SQLException {
    int steps = 0;
    for (long owner : aged(session, written, before)) {
      boolean more = true;
      while (more) {
        if (steps++ == MAX_STEPS) {
          return true;
        }
        long some = Math.max(step, oldest.spans(owner) / SHARE);
        more =
            session.inTransaction(
                locked ->
                    locked.number(IS_AGED, owner, before) != null
                        && oldest.remove(owner, some).leavesSome());
      }
    }
    return false;
  }

  /** As many as may go at once. */
  private List<Long> aged(SqlSession session, SpanWriter written, long before) throws SQLException {
    KeptSessions kept = new KeptSessions(session, retention.keep());
    PreparedStatement statement = session.prepared(AGED.formatted(kept.condition()));
    SqlSession.bind(statement, before);
    List<Long> aged = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (aged.size() <= MAX_STEPS && rows.next()) {
        long owner = rows.getLong(1);
        if (!written.sessions().contains(owner) && !kept.isTagged(owner)) {
          aged.add(owner);
        }
      }
    }
    return aged;
  }
}
