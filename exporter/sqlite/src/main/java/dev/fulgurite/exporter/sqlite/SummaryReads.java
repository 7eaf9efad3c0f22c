package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummaries;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.TraceSummaries;
import dev.fulgurite.exporter.store.TraceSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the summaries that the writer keeps; lives for one query. Not thread-safe. */
final class SummaryReads {
  private static final String SESSIONS =
      """
      SELECT s.start_nanos, s.end_nanos, s.spans, s.model_calls, s.tool_calls, s.errors,
        s.input_tokens, s.output_tokens, s.reward, s.rewards, s.text,
        (SELECT text FROM dictionary WHERE id = s.source_id),
        (SELECT text FROM dictionary WHERE id = s.user_id),
        (SELECT count(*) FROM session_trace WHERE session_id = s.id), s.messages, %s
      FROM session s WHERE s.spans > 0
      """
          .formatted(SchemaV6.FINISHED);
  private static final String TRACES =
      """
      SELECT s.start_nanos, s.end_nanos, s.spans, s.model_calls, s.tool_calls, s.errors,
        s.input_tokens, s.output_tokens, s.reward, s.hi, s.lo,
        (SELECT text FROM session WHERE id = s.session_id),
        (SELECT text FROM dictionary WHERE id = ifnull(s.root_name_id, s.first_name_id))
      FROM trace s WHERE s.spans > 0
      """;
  private static final String AGENTS =
      """
      SELECT s.hour, s.hour, s.spans, s.model_calls, s.tool_calls, s.errors,
        s.input_tokens, s.output_tokens, s.reward_sum / s.rewards, s.rewards,
        s.agent_id, s.model_id
      FROM agent_hour s WHERE s.hour >= ? AND s.hour < ?
      """;

  private final SqlSession session;
  private final SpanQuery query;
  private final boolean kept;

  SummaryReads(SqlSession session, SpanQuery query) throws SQLException {
    this.session = session;
    this.query = query;
    this.kept = SchemaV6.isIn(session);
  }

  /** Null where only the spans themselves can tell. */
  @Nullable List<SessionSummary> sessions() throws SQLException {
    boolean answerable =
        kept && isUnset(query.traceId(), query.startedFrom(), query.startedBefore());
    if (!answerable || isAboutSomeSpans() || new QuerySql(session, query).isPartial()) {
      return null;
    }
    String id = query.sessionId();
    List<SessionSummary> found =
        id == null
            ? read(SESSIONS, "s.start_nanos", SummaryReads::session)
            : read(SESSIONS + " AND s.text = ?", "s.start_nanos", SummaryReads::session, id);
    return SessionSummaries.arranged(found.stream(), query);
  }

  /** Null where only the spans themselves can tell. */
  @Nullable List<TraceSummary> traces() throws SQLException {
    String id = query.traceId();
    boolean answerable =
        kept && isUnset(query.sessionId(), query.startedFrom(), query.startedBefore());
    if (!answerable || isAboutSomeSpans() || (id != null && !SpanKey.isTraceId(id))) {
      return null;
    }
    List<TraceSummary> found =
        id == null
            ? read(TRACES, "s.start_nanos", SummaryReads::trace)
            : read(
                TRACES + " AND s.hi = ? AND s.lo = ?",
                "s.start_nanos",
                SummaryReads::trace,
                SpanKey.number(id.substring(0, 16)),
                SpanKey.number(id.substring(16)));
    return TraceSummaries.arranged(found.stream(), query);
  }

  /** Null where only the spans themselves can tell. */
  @Nullable List<AgentSummary> agents() throws SQLException {
    Long from = hour(query.startedFrom(), Long.MIN_VALUE);
    Long before = hour(query.startedBefore(), Long.MAX_VALUE);
    boolean answerable = kept && isUnset(query.sessionId(), query.traceId());
    if (!answerable || isAboutSomeSpans() || from == null || before == null) {
      return null;
    }
    session.texts().refresh();
    List<AgentSummary> found = read(AGENTS, "s.hour", this::agent, from, before);
    return AgentSummaries.arranged(found.stream(), query);
  }

  /** The hour that begins then; null where none does. */
  private static @Nullable Long hour(@Nullable Long nanos, long whenUnset) {
    if (nanos == null) {
      return whenUnset;
    }
    return Math.floorMod(nanos, AgentSummaries.HOUR) == 0
        ? Math.floorDiv(nanos, AgentSummaries.HOUR)
        : null;
  }

  private boolean isAboutSomeSpans() {
    return !query.attributes().isEmpty()
        || !isUnset(query.rolloutId(), query.attemptId(), query.kind(), query.name())
        || !isUnset(query.status(), query.rewardFrom(), query.rewardTo())
        || !isUnset(query.text(), query.filter());
  }

  private static boolean isUnset(@Nullable Object... conditions) {
    return Stream.of(conditions).allMatch(Objects::isNull);
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** In the query's order as many as it wants, and those that are tied with the last. */
  private <T> List<T> read(String sql, String by, Reading<T> reading, Object... values)
      throws SQLException {
    String direction = query.order() == SpanQuery.Order.NEWEST_FIRST ? " DESC" : "";
    PreparedStatement statement = session.prepared(sql + " ORDER BY " + by + direction);
    SqlSession.bind(statement, values);
    List<T> found = new ArrayList<>();
    long last = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next() && (found.size() < query.limit() || rows.getLong(1) == last)) {
        last = rows.getLong(1);
        found.add(reading.read(rows));
      }
    }
    return found;
  }

  private static SessionSummary session(ResultSet row) throws SQLException {
    return new SessionSummary(
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getLong(14),
        row.getLong(3),
        row.getLong(15),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(10),
        reward(row),
        row.getLong(7),
        row.getLong(8),
        row.getInt(16) != 0,
        row.getLong(1),
        row.getLong(2));
  }

  private static TraceSummary trace(ResultSet row) throws SQLException {
    String id = SpanKey.hex(row.getLong(10)) + SpanKey.hex(row.getLong(11));
    return new TraceSummary(
        id,
        Objects.requireNonNullElse(row.getString(12), id),
        Objects.requireNonNullElse(row.getString(13), ""),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        reward(row),
        row.getLong(7),
        row.getLong(8),
        row.getLong(1),
        row.getLong(2));
  }

  private AgentSummary agent(ResultSet row) throws SQLException {
    return new AgentSummary(
        AgentSummaries.startOf(row.getLong(1)),
        text(row.getLong(11)),
        text(row.getLong(12)),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(10),
        reward(row));
  }

  /** Of agents and models, which are few, so that they are mostly known. */
  private @Nullable String text(long id) throws SQLException {
    return id == 0 ? null : session.texts().text(id);
  }

  private static @Nullable Double reward(ResultSet row) throws SQLException {
    double reward = row.getDouble(9);
    return row.wasNull() ? null : reward;
  }
}
