package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a query that columns can answer, as a condition on {@code span_row p}. Immutable. */
final class QuerySql {
  private final SpanQuery query;
  private final StringBuilder where = new StringBuilder("1");
  private final List<Object> values = new ArrayList<>();

  QuerySql(SpanQuery query) {
    this.query = query;
    addIdentity();
    addKind();
    addTime();
    and("p.reward >= ?", query.rewardFrom());
    and("p.reward <= ?", query.rewardTo());
  }

  private void addIdentity() {
    and("p.session_id = (SELECT id FROM session WHERE text = ?)", query.sessionId());
    and("p.name_id = (SELECT id FROM dictionary WHERE kind = 1 AND text = ?)", query.name());
    String trace = query.traceId();
    if (trace == null) {
      return;
    }
    if (!SpanKey.isTraceId(trace)) {
      where.append(" AND 0");
      return;
    }
    where.append(" AND p.trace_id = (SELECT id FROM trace WHERE hi = ? AND lo = ?)");
    values.add(SpanKey.number(trace.substring(0, 16)));
    values.add(SpanKey.number(trace.substring(16)));
  }

  private void addKind() {
    if (query.kind() != null) {
      and("p.event_kind = ?", EnumCodes.EVENT_KINDS.code(query.kind()));
    }
    if (query.status() != null) {
      and("p.status = ?", EnumCodes.STATUSES.code(query.status()));
    }
  }

  private void addTime() {
    and("p.start_nanos >= ?", query.startedFrom());
    and("p.start_nanos < ?", query.startedBefore());
  }

  private void and(String condition, @Nullable Object value) {
    if (value != null) {
      where.append(" AND ").append(condition);
      values.add(value);
    }
  }

  /** Whether rows that meet this must still pass the matcher. */
  boolean isPartial() {
    return query.rolloutId() != null
        || query.attemptId() != null
        || query.text() != null
        || !query.attributes().isEmpty()
        || query.filter() != null
        || isLossy(query.name())
        || isLossy(query.sessionId());
  }

  /** Text that UTF-8 cannot hold is kept with question marks. */
  private static boolean isLossy(@Nullable String text) {
    return text != null && (text.indexOf('?') >= 0 || !Json.isWellFormed(text));
  }

  /** Sequence numbers in the query's order, after its cursor. */
  PreparedStatement selectOrdered(SqlSession session) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT p.seq FROM span_row p WHERE ").append(where);
    List<Object> all = new ArrayList<>(values);
    if (query.order() == SpanQuery.Order.ARRIVAL) {
      addArrival(sql, all);
    } else {
      addStart(sql, all);
    }
    if (!isPartial()) {
      sql.append(" LIMIT ").append(query.limit() + 1L);
    }
    return prepare(session, sql.toString(), all);
  }

  private void addArrival(StringBuilder sql, List<Object> all) {
    if (query.cursor() != null) {
      sql.append(" AND p.seq > ?");
      all.add(SpanCursor.parse(query.cursor()).arrival());
    }
    sql.append(" ORDER BY p.seq");
  }

  private void addStart(StringBuilder sql, List<Object> all) {
    boolean oldest = query.order() == SpanQuery.Order.OLDEST_FIRST;
    String direction = oldest ? "" : " DESC";
    if (query.cursor() != null) {
      SpanCursor cursor = SpanCursor.parse(query.cursor());
      sql.append(" AND (p.start_nanos, p.seq) ").append(oldest ? '>' : '<').append(" (?, ?)");
      all.add(cursor.startEpochNanos());
      all.add(cursor.arrival());
    }
    sql.append(" ORDER BY p.start_nanos").append(direction).append(", p.seq").append(direction);
  }

  /** {@code select} over the matching spans in order of arrival. */
  PreparedStatement selectByArrival(SqlSession session, String select) throws SQLException {
    return prepare(session, select + " WHERE " + where + " ORDER BY p.seq", values);
  }

  private static PreparedStatement prepare(SqlSession session, String sql, List<Object> values)
      throws SQLException {
    PreparedStatement statement = session.prepareOnce(sql);
    SqlSession.bind(statement, values.toArray());
    return statement;
  }
}
