package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a query that SQL can answer, on {@code span_row p}. Lives for one query. */
final class QuerySql {
  /** Longer conditions may nest deeper than SQLite allows, which is a thousand. */
  private static final int MAX_LENGTH = 10_000;

  private final SpanQuery query;
  private final SqlCondition where;
  private final Set<EventKind> kinds;

  QuerySql(SqlSession session, SpanQuery query) throws SQLException {
    this(query, new SpanIndex(session), Window.EVERYTHING);
  }

  /** What the query finds in a part of the store. */
  QuerySql(SpanQuery query, SpanIndex whole, Window window) throws SQLException {
    this.query = query;
    SpanFilter filter = new SpanFilter.All(conditions(query));
    SpanIndex index = whole.after(window.arrivedAfter());
    SqlCondition told = new FilterSql(index, new FieldSql(index)).of(filter);
    if (isFewOfASession(told, index)) {
      told = new FilterSql(index, FieldSql.withoutSeekingSessions(index)).of(filter);
    }
    SqlCondition bounded = told.sql().length() > MAX_LENGTH ? SqlCondition.UNKNOWN : told;
    this.where = SqlCondition.all(List.of(window.condition(), bounded));
    this.kinds = where.seeks() ? EnumSet.noneOf(EventKind.class) : FilterSql.kinds(filter);
  }

  /** By itself SQLite would look at the whole session, as it does not know how few there are. */
  private boolean isFewOfASession(SqlCondition told, SpanIndex index) throws SQLException {
    String session = query.sessionId();
    return session != null
        && told.most() != SqlCondition.ANY_NUMBER
        && index.hasMoreThan(told.most(), session);
  }

  /** All that the query asks of spans. */
  private static List<SpanFilter> conditions(SpanQuery query) {
    List<SpanFilter> all = new ArrayList<>();
    field(all, SpanField.SESSION, Operator.EQUALS, query.sessionId());
    field(all, SpanField.TRACE, Operator.EQUALS, query.traceId());
    field(all, SpanField.ROLLOUT, Operator.EQUALS, query.rolloutId());
    field(all, SpanField.ATTEMPT, Operator.EQUALS, query.attemptId());
    field(all, SpanField.NAME, Operator.EQUALS, query.name());
    if (query.kind() != null) {
      field(all, SpanField.KIND, Operator.EQUALS, query.kind().word());
    }
    if (query.status() != null) {
      field(all, SpanField.STATUS, Operator.EQUALS, query.status().name().toLowerCase(Locale.ROOT));
    }
    field(all, SpanField.START, Operator.AT_LEAST, query.startedFrom());
    field(all, SpanField.START, Operator.LESS, query.startedBefore());
    field(all, SpanField.REWARD, Operator.AT_LEAST, query.rewardFrom());
    field(all, SpanField.REWARD, Operator.AT_MOST, query.rewardTo());
    if (query.text() != null) {
      all.add(new SpanFilter.Text(query.text()));
    }
    for (AttributePredicate predicate : query.attributes()) {
      all.add(new SpanFilter.Attribute(predicate));
    }
    if (query.filter() != null) {
      all.add(query.filter());
    }
    return all;
  }

  private static void field(
      List<SpanFilter> all, SpanField field, Operator operator, @Nullable Object value) {
    if (value != null) {
      all.add(new SpanFilter.Field(field, operator, value));
    }
  }

  /** Whether rows that meet this must still pass the matcher. */
  boolean isPartial() {
    return !where.exact();
  }

  /**
   * Whether {@link #ordered()} gives numbers of spans and no spans: an index leads to many that may
   * be wanted, and the matcher, who goes through them in their order, mostly wants few.
   */
  boolean isLate() {
    return isPartial() && where.seeks() && query.order() != SpanQuery.Order.ARRIVAL;
  }

  /** {@link SpanRows#SPANS}, or their numbers, in the query's order, after its cursor. */
  Select ordered() {
    if (query.order() == SpanQuery.Order.ARRIVAL) {
      SqlCondition all = query.cursor() == null ? where : after("p.seq > ?", arrival());
      return limited(SpanRows.SPANS + " WHERE " + all.sql() + " ORDER BY p.seq", all, 1);
    }
    boolean oldest = query.order() == SpanQuery.Order.OLDEST_FIRST;
    String direction = oldest ? "" : " DESC";
    SqlCondition all =
        query.cursor() == null
            ? where
            : after(
                "(p.start_nanos, p.seq) " + (oldest ? '>' : '<') + " (?, ?)",
                SpanCursor.parse(query.cursor()).startEpochNanos(),
                arrival());
    String order = " ORDER BY " + SpanRows.START + direction + ", 1" + direction;
    return limited(branches(all) + order, all, Math.max(1, kinds.size()));
  }

  private SqlCondition after(String place, Object... values) {
    return SqlCondition.all(List.of(where, SqlCondition.exactly(place, values)));
  }

  private Long arrival() {
    return SpanCursor.parse(Objects.requireNonNull(query.cursor())).arrival();
  }

  /**
   * Where no index leads to the spans, they come in order from the index over kinds: a branch for
   * each kind, which SQLite merges, so that it reads no more than are wanted.
   */
  private String branches(SqlCondition all) {
    return kinds.isEmpty()
        ? (isLate() ? SpanRows.NUMBERS : SpanRows.SPANS) + " WHERE " + all.sql()
        : kinds.stream()
            .map(EnumCodes.EVENT_KINDS::code)
            .map(kind -> SpanRows.SPANS + " WHERE p.event_kind = " + kind + " AND " + all.sql())
            .collect(joining(" UNION ALL "));
  }

  /** {@code select} over the matching spans in order of arrival. */
  Select byArrival(String select) {
    return new Select(select + " WHERE " + where.sql() + " ORDER BY p.seq", where.values());
  }

  /** {@code times} is how often the condition stands in it. */
  private Select limited(String sql, SqlCondition condition, int times) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      values.addAll(condition.values());
    }
    if (isPartial()) {
      return new Select(sql, values);
    }
    values.add(query.limit() + 1L);
    return new Select(sql + " LIMIT ?", values);
  }
}
