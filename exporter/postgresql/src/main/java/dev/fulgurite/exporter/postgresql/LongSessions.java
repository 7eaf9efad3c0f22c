package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Retention;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Removes the oldest spans of sessions that have too many. Not thread-safe: its owner locks. */
final class LongSessions {
  private static final int MAX_STEPS = 64;
  private static final int MAX_KNOWN = 10_000;
  private static final String COUNT = "SELECT count(*) FROM fulgurite_span WHERE session = ?";

  private final Retention retention;
  private final KeptSessions kept;
  private final int step;

  /**
   * The sequence number up to which a session cannot have too many: each span of whatever session
   * takes one. Without it each append would count every span of its sessions.
   */
  private final Map<UUID, Long> shortUpTo =
      new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  LongSessions(Retention retention, KeptSessions kept, int step) {
    this.retention = retention;
    this.kept = kept;
    this.step = step;
  }

  /** After an append, which keeps what it brought. */
  void trim(Connections readers, Connections writer, SpanWriter.Inserted inserted)
      throws SQLException {
    if (retention.maxSessionSpans() == 0) {
      return;
    }
    for (UUID key : inserted.sessions()) {
      if (inserted.lastSequence() > shortUpTo.getOrDefault(key, 0L)
          && readers.inTransaction(session -> isTooLong(session, key, inserted.lastSequence()))) {
        trim(writer, key, inserted.firstSequence());
      }
    }
  }

  private boolean isTooLong(SqlSession session, UUID key, long last) throws SQLException {
    long room = retention.maxSessionSpans() - count(session, key);
    if (room >= 0) {
      shortUpTo.put(key, last + room);
      return false;
    }
    if (kept.has(session, key)) {
      // A deletion may end that, so it is looked at again, though not with each append.
      shortUpTo.put(key, last + retention.maxSessionSpans() - retention.trimmedSessionSpans());
      return false;
    }
    return true;
  }

  private void trim(Connections writer, UUID key, long keepFrom) throws SQLException {
    for (int i = 0; i < MAX_STEPS; i++) {
      if (!writer.inTransaction(session -> removeSome(session, key, keepFrom))) {
        return;
      }
    }
  }

  /** Counts under the lock, since another process may do the same. Whether there may be more. */
  private boolean removeSome(SqlSession session, UUID key, long keepFrom) throws SQLException {
    Schema.lock(session);
    long excess = count(session, key) - retention.trimmedSessionSpans();
    return excess > 0
        && SpanRemoval.firstOfSession(session, key, keepFrom, Math.min(step, excess)).spans() > 0;
  }

  private static long count(SqlSession session, UUID key) throws SQLException {
    Long spans = session.number(COUNT, key);
    return spans == null ? 0 : spans;
  }
}
