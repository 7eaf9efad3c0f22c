package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition on {@code span_row p}. Immutable.
 *
 * @param exact it holds for the wanted spans alone; where not, for others too, but never for fewer
 * @param seeks an index leads to the spans, so that not every row is looked at
 * @param most rows that it holds for at most, by the index over texts; else {@link #ANY_NUMBER}
 */
record SqlCondition(String sql, List<Object> values, boolean exact, boolean seeks, long most) {
  static final long ANY_NUMBER = Long.MAX_VALUE;
  static final SqlCondition EVERY = exactly("1");
  static final SqlCondition NONE = exactly("0");

  /** SQL cannot tell. */
  static final SqlCondition UNKNOWN = EVERY.loosely();

  SqlCondition {
    values = List.copyOf(values);
  }

  static SqlCondition exactly(String sql, Object... values) {
    return new SqlCondition(sql, List.of(values), true, false, ANY_NUMBER);
  }

  static SqlCondition of(boolean holds) {
    return holds ? EVERY : NONE;
  }

  SqlCondition loosely() {
    return new SqlCondition(sql, values, false, seeks, most);
  }

  /** The same; it says nothing where {@code certain} is false about what it does not hold for. */
  SqlCondition exactIf(boolean certain) {
    return certain ? this : loosely();
  }

  SqlCondition seeking() {
    return new SqlCondition(sql, values, exact, true, most);
  }

  SqlCondition atMost(long rows) {
    return new SqlCondition(sql, values, exact, seeks, rows);
  }

  /** The same, found by way of {@code wider}, which holds for all that this one holds for. */
  SqlCondition by(SqlCondition wider) {
    SqlCondition both = all(List.of(wider, this));
    return new SqlCondition(both.sql, both.values, exact, both.seeks, both.most);
  }

  static SqlCondition all(List<SqlCondition> parts) {
    boolean exact = parts.stream().allMatch(SqlCondition::exact);
    List<SqlCondition> told = parts.stream().filter(part -> !part.isAlways()).toList();
    return told.isEmpty()
        ? EVERY.exactIf(exact)
        : joined(told, " AND ", exact, told.stream().anyMatch(SqlCondition::seeks))
            .atMost(told.stream().mapToLong(SqlCondition::most).min().orElse(ANY_NUMBER));
  }

  static SqlCondition any(List<SqlCondition> parts) {
    if (parts.stream().anyMatch(SqlCondition::isAlways)) {
      return EVERY.exactIf(parts.contains(EVERY));
    }
    boolean exact = parts.stream().allMatch(SqlCondition::exact);
    List<SqlCondition> told = parts.stream().filter(part -> !part.sql.equals("0")).toList();
    return told.isEmpty()
        ? NONE.exactIf(exact)
        : joined(told, " OR ", exact, told.stream().allMatch(SqlCondition::seeks));
  }

  /** What holds for too many cannot say what it does not hold for. */
  SqlCondition not() {
    return exact ? exactly("(" + sql + ") IS NOT TRUE", values.toArray()) : UNKNOWN;
  }

  private boolean isAlways() {
    return sql.equals("1");
  }

  private static SqlCondition joined(
      List<SqlCondition> parts, String word, boolean exact, boolean seeks) {
    if (parts.size() == 1) {
      return new SqlCondition(parts.get(0).sql, parts.get(0).values, exact, seeks, ANY_NUMBER);
    }
    List<Object> values = new ArrayList<>();
    parts.forEach(part -> values.addAll(part.values));
    String sql = parts.stream().map(SqlCondition::sql).collect(joining(word, "(", ")"));
    return new SqlCondition(sql, values, exact, seeks, ANY_NUMBER);
  }
}
