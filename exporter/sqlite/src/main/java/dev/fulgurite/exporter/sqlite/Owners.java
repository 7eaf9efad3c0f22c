package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rows of the sessions and traces of one batch, by number. Not thread-safe. */
final class Owners {
  private static final String SESSION =
      """
      INSERT INTO session (text, last_seq) VALUES (?, 0)
      ON CONFLICT (text) DO UPDATE SET last_seq = last_seq RETURNING id
      """;
  private static final String TRACE =
      """
      INSERT INTO trace (hi, lo, spans) VALUES (?, ?, 1)
      ON CONFLICT (hi, lo) DO UPDATE SET spans = spans + 1 RETURNING id
      """;

  private final Map<String, Long> sessions = new HashMap<>();
  private final Map<TraceId, Long> traces = new HashMap<>();

  /** Of {@code rows}, with no summaries: as in version 3. */
  static Owners plain(SqlSession session, List<SpanRow> rows) throws SQLException {
    Owners owners = new Owners();
    for (SpanRow row : rows) {
      String text = row.facts().sessionId();
      TraceId trace = TraceId.of(row.key());
      owners.put(text, session(session, text));
      owners.put(trace, Objects.requireNonNull(session.number(TRACE, trace.high(), trace.low())));
    }
    return owners;
  }

  /** The number of a session, of a new one where there is none yet. */
  static long session(SqlSession locked, String text) throws SQLException {
    return Objects.requireNonNull(locked.number(SESSION, text));
  }

  void put(String session, long id) {
    sessions.put(session, id);
  }

  void put(TraceId trace, long id) {
    traces.put(trace, id);
  }

  long session(String text) {
    return Objects.requireNonNull(sessions.get(text));
  }

  long trace(TraceId trace) {
    return Objects.requireNonNull(traces.get(trace));
  }

  Set<Long> sessions() {
    return Set.copyOf(sessions.values());
  }
}
