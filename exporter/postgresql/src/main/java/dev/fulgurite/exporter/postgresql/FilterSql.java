package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.codec.EscapedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a search by what of a filter columns can tell. Negations are moved down to the single
 * comparisons; one that columns cannot answer then counts as true, so that no match is left out.
 */
final class FilterSql {
  private static final Map<SpanField, String> TEXTS =
      Map.of(
          SpanField.ROLLOUT, "p.rollout",
          SpanField.ATTEMPT, "p.attempt",
          SpanField.USER, "p.user_id",
          SpanField.AGENT, "p.agent",
          SpanField.NAME, "p.name",
          SpanField.KIND, "p.event_kind",
          SpanField.STATUS, "p.status");
  private static final Map<SpanField, String> NUMBERS =
      Map.of(
          SpanField.START, "p.start_nanos",
          SpanField.DURATION, "p.nanos",
          SpanField.REWARD, "p.reward");
  private static final Map<Operator, String> COMPARISONS =
      Map.of(
          Operator.EQUALS, "=",
          Operator.LESS, "<",
          Operator.AT_MOST, "<=",
          Operator.GREATER, ">",
          Operator.AT_LEAST, ">=");

  /** A condition, and the values it asks for. */
  private record Condition(String sql, List<Object> values) {
    static final Condition FALSE = new Condition("FALSE", List.of());

    static Condition of(String sql, Object... values) {
      return new Condition(sql, List.of(values));
    }

    static Condition joined(String by, List<Condition> parts) {
      StringJoiner sql = new StringJoiner(by, "(", ")");
      List<Object> values = new ArrayList<>();
      for (Condition part : parts) {
        sql.add(part.sql());
        values.addAll(part.values());
      }
      return new Condition(sql.toString(), values);
    }
  }

  private final Conditions conditions;

  FilterSql(Conditions conditions) {
    this.conditions = conditions;
  }

  void add(SpanFilter filter) {
    Condition condition = condition(filter, true);
    if (condition != null) {
      conditions.add(condition.sql(), condition.values().toArray());
    }
  }

  /** Null where columns tell nothing. */
  private static @Nullable Condition condition(SpanFilter filter, boolean wanted) {
    if (filter instanceof SpanFilter.Not not) {
      return condition(not.filter(), !wanted);
    }
    if (filter instanceof SpanFilter.All all) {
      return wanted ? every(all.filters(), true) : any(all.filters(), false);
    }
    if (filter instanceof SpanFilter.Any any) {
      return wanted ? any(any.filters(), true) : every(any.filters(), false);
    }
    return filter instanceof SpanFilter.Field field ? field(field, wanted) : null;
  }

  private static @Nullable Condition every(List<SpanFilter> filters, boolean wanted) {
    List<Condition> known = new ArrayList<>();
    for (SpanFilter filter : filters) {
      Condition condition = condition(filter, wanted);
      if (condition != null) {
        known.add(condition);
      }
    }
    return known.isEmpty() ? null : Condition.joined(" AND ", known);
  }

  private static @Nullable Condition any(List<SpanFilter> filters, boolean wanted) {
    List<Condition> known = new ArrayList<>();
    for (SpanFilter filter : filters) {
      Condition condition = condition(filter, wanted);
      if (condition == null) {
        return null;
      }
      known.add(condition);
    }
    return known.isEmpty() ? Condition.FALSE : Condition.joined(" OR ", known);
  }

  private static @Nullable Condition field(SpanFilter.Field field, boolean wanted) {
    boolean negated = field.operator() == Operator.NOT_EQUALS;
    Operator operator = negated ? Operator.EQUALS : field.operator();
    boolean asked = wanted != negated;
    String text = TEXTS.get(field.field());
    if (text != null) {
      return text(text, operator, field.value(), asked);
    }
    String number = NUMBERS.get(field.field());
    if (number != null) {
      return number(number, operator, field.value(), asked);
    }
    return operator == Operator.EQUALS
        ? id(field.field(), String.valueOf(field.value()), asked)
        : null;
  }

  private static @Nullable Condition text(
      String column, Operator operator, Object value, boolean asked) {
    if (operator == Operator.EXISTS) {
      return Condition.of(column + (asked ? " IS NOT NULL" : " IS NULL"));
    }
    String[] texts;
    if (operator == Operator.IN && value instanceof List<?> list) {
      texts = list.stream().map(each -> escaped(each)).toArray(String[]::new);
    } else if (operator == Operator.EQUALS) {
      texts = new String[] {escaped(value)};
    } else {
      return null;
    }
    return asked
        ? Condition.of(column + " = ANY (?)", (Object) texts)
        : Condition.of("(" + column + " IS NULL OR " + column + " <> ALL (?))", (Object) texts);
  }

  private static String escaped(@Nullable Object value) {
    return EscapedText.escape(String.valueOf(value));
  }

  private static @Nullable Condition number(
      String column, Operator operator, Object value, boolean asked) {
    if (operator == Operator.EXISTS) {
      return Condition.of(column + (asked ? " IS NOT NULL" : " IS NULL"));
    }
    String comparison = COMPARISONS.get(operator);
    boolean reward = column.equals("p.reward");
    boolean exact = reward ? isNumber(value) : value instanceof Long;
    if (comparison == null || !exact) {
      return null;
    }
    Object bound = reward ? Double.valueOf(((Number) value).doubleValue()) : value;
    String holds = column + " " + comparison + " ?";
    return asked
        ? Condition.of(holds, bound)
        : Condition.of("(" + column + " IS NULL OR NOT " + holds + ")", bound);
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number number && !Double.isNaN(number.doubleValue());
  }

  private static @Nullable Condition id(SpanField field, String id, boolean asked) {
    String not = asked ? "" : "NOT ";
    if (field == SpanField.SESSION) {
      UUID key = Digests.key(id);
      return Condition.of(not + "p.session = ?", key);
    }
    if (field == SpanField.TRACE && SpanKey.isTraceId(id)) {
      return Condition.of(
          not + "(p.trace_hi = ? AND p.trace_lo = ?)",
          SpanKey.number(id.substring(0, 16)),
          SpanKey.number(id.substring(16)));
    }
    return null;
  }
}
