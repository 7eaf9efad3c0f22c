package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.codec.EscapedText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a query that columns can answer, as conditions on {@code fulgurite_span p}. They
 * never leave out a span that matches; where {@link #isPartial} says so they let others through.
 */
final class QuerySql {
  private final SpanQuery query;
  private final Conditions conditions = new Conditions();

  QuerySql(SpanQuery query) {
    this.query = query;
    addIdentity();
    addKind();
    addRange();
    if (query.filter() != null) {
      new FilterSql(conditions).add(query.filter());
    }
  }

  private void addIdentity() {
    String session = query.sessionId();
    conditions.addIf("p.session = ?", session == null ? null : Digests.key(session));
    conditions.addIf("p.name = ?", EscapedText.escapeIfAny(query.name()));
    conditions.addIf("p.rollout = ?", EscapedText.escapeIfAny(query.rolloutId()));
    conditions.addIf("p.attempt = ?", EscapedText.escapeIfAny(query.attemptId()));
    String trace = query.traceId();
    if (trace == null) {
      return;
    }
    if (SpanKey.isTraceId(trace)) {
      conditions.add(
          "p.trace_hi = ? AND p.trace_lo = ?",
          SpanKey.number(trace.substring(0, 16)),
          SpanKey.number(trace.substring(16)));
    } else {
      conditions.add("FALSE");
    }
  }

  private void addKind() {
    conditions.addIf("p.event_kind = ?", query.kind() == null ? null : query.kind().word());
    conditions.addIf("p.status = ?", query.status() == null ? null : Column.word(query.status()));
  }

  private void addRange() {
    conditions.addIf("p.start_nanos >= ?", query.startedFrom());
    conditions.addIf("p.start_nanos < ?", query.startedBefore());
    addReward("p.reward >= ?", query.rewardFrom());
    addReward("p.reward <= ?", query.rewardTo());
  }

  /** To PostgreSQL NaN is greater than any number, to Java neither greater nor less. */
  private void addReward(String condition, @Nullable Double bound) {
    if (bound != null && bound.isNaN()) {
      conditions.add("FALSE");
    } else {
      conditions.addIf(condition, bound);
    }
  }

  /** Whether rows that meet this must still pass the matcher. */
  boolean isPartial() {
    return query.text() != null || !query.attributes().isEmpty() || query.filter() != null;
  }

  /** {@link SpanRows#SPANS} in the query's order, after its cursor. */
  PreparedStatement selectOrdered(SqlSession session) throws SQLException {
    String order = query.order() == SpanQuery.Order.ARRIVAL ? byArrival() : byStart();
    String limit = isPartial() ? "" : " LIMIT " + (query.limit() + 1L);
    return session.prepare(
        SpanRows.SPANS + conditions.where() + order + limit, conditions.values());
  }

  private String byArrival() {
    if (query.cursor() != null) {
      conditions.add("p.seq > ?", SpanCursor.parse(query.cursor()).arrival());
    }
    return " ORDER BY p.seq";
  }

  private String byStart() {
    boolean oldest = query.order() == SpanQuery.Order.OLDEST_FIRST;
    if (query.cursor() != null) {
      SpanCursor cursor = SpanCursor.parse(query.cursor());
      conditions.add(
          "(p.start_nanos, p.seq) " + (oldest ? '>' : '<') + " (?, ?)",
          cursor.startEpochNanos(),
          cursor.arrival());
    }
    return oldest ? " ORDER BY p.start_nanos, p.seq" : " ORDER BY p.start_nanos DESC, p.seq DESC";
  }

  /** {@code select} over the matching spans, which {@code groupBy} puts together. */
  PreparedStatement selectGrouped(SqlSession session, String select, String groupBy)
      throws SQLException {
    return session.prepare(select + conditions.where() + groupBy, conditions.values());
  }

  /** {@code select} over the matching spans in order of arrival. */
  PreparedStatement selectByArrival(SqlSession session, String select) throws SQLException {
    return session.prepare(select + conditions.where() + " ORDER BY p.seq", conditions.values());
  }
}
