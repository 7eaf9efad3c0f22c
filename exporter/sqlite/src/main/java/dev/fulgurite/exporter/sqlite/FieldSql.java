package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.ValueMatcher;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What columns and the index say of a span's fields. Lives for one query. */
final class FieldSql {
  private static final int ID_DIGITS = 16;

  private final SpanIndex index;
  private final boolean older;
  private final TextColumn session;

  FieldSql(SpanIndex index) {
    this(index, TextColumn.SESSION);
  }

  private FieldSql(SpanIndex index, TextColumn session) {
    this.index = index;
    this.older = index.isOlder();
    this.session = session;
  }

  /** For where the index leads to fewer spans than a session has. */
  static FieldSql withoutSeekingSessions(SpanIndex index) {
    return new FieldSql(index, TextColumn.SESSION.unsought());
  }

  SqlCondition of(SpanFilter.Field field) throws SQLException {
    Operator operator = field.operator();
    Object value = field.value();
    return switch (field.field()) {
      case SESSION -> session(operator, value);
      case TRACE -> trace(operator, value);
      case SPAN -> id("p.span_id", operator, value);
      case PARENT -> id("p.parent_id", operator, value);
      case ROLLOUT -> rollout(operator, value);
      case ATTEMPT -> newer(TextColumn.ATTEMPT, operator, value, AgentLightning.ATTEMPT_ID);
      case AGENT -> newer(TextColumn.AGENT, operator, value, GenAi.AGENT_NAME);
      case USER -> narrowed(TextColumn.USER, operator, value, Fulgurite.USER_ID);
      case NAME -> narrowed(TextColumn.NAME, operator, value, SpanTokens.NAME);
      case TAG -> index.compared(SpanTokens.TAG, operator, value);
      case TOOL -> index.compared(GenAi.TOOL_NAME, operator, value);
      case MODEL -> model(operator, value);
      case KIND -> kind(kinds(field));
      case STATUS -> status(operator, value);
      case START -> number("p.start_nanos", operator, value, Long.class);
      case DURATION -> number("p.nanos", operator, value, Long.class);
      case INPUT_TOKENS -> tokens("p.input_tokens", operator, value);
      case OUTPUT_TOKENS -> tokens("p.output_tokens", operator, value);
      case REWARD -> number("p.reward", operator, value, Double.class);
      case SERVICE -> SqlCondition.UNKNOWN;
    };
  }

  /** The kinds for which a condition on the kind holds. */
  static Set<EventKind> kinds(SpanFilter.Field field) {
    ValueMatcher matcher = new ValueMatcher(field.operator(), field.value());
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      if (matcher.matches(kind.word())) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private SqlCondition session(Operator operator, Object value) {
    SqlCondition condition = session.compared(operator, value);
    return isEquality(operator) ? condition.seeking() : condition;
  }

  /** Not by the index over kinds: where another leads to the spans, that is the better one. */
  private static SqlCondition kind(Set<EventKind> kinds) {
    return codes("+p.event_kind", kinds.stream().map(EnumCodes.EVENT_KINDS::code).toList());
  }

  private static SqlCondition status(Operator operator, Object value) {
    ValueMatcher matcher = new ValueMatcher(operator, value);
    List<Integer> codes = new ArrayList<>();
    for (StatusCode code : StatusCode.values()) {
      if (matcher.matches(code.name().toLowerCase(Locale.ROOT))) {
        codes.add(EnumCodes.STATUSES.code(code));
      }
    }
    return codes("p.status", codes);
  }

  private static SqlCondition codes(String column, List<Integer> codes) {
    return SqlCondition.any(
        codes.stream().map(code -> SqlCondition.exactly(column + " = " + code)).toList());
  }

  private static SqlCondition trace(Operator operator, Object value) {
    return switch (operator) {
      case EQUALS, IN -> each(operator, value, FieldSql::trace);
      case NOT_EQUALS -> trace(String.valueOf(value)).not();
      case PREFIX -> TracePrefix.of(String.valueOf(value));
      default -> SqlCondition.UNKNOWN;
    };
  }

  private static SqlCondition trace(String id) {
    return SpanKey.isTraceId(id)
        ? SqlCondition.exactly(
                "p.trace_id = (SELECT id FROM trace WHERE hi = ? AND lo = ?)",
                SpanKey.number(id.substring(0, ID_DIGITS)),
                SpanKey.number(id.substring(ID_DIGITS)))
            .seeking()
        : SqlCondition.NONE;
  }

  private static SqlCondition id(String column, Operator operator, Object value) {
    return switch (operator) {
      case EQUALS, IN -> each(operator, value, id -> id(column, id));
      case NOT_EQUALS -> id(column, String.valueOf(value)).not();
      case EXISTS -> SqlCondition.exactly(column + " IS NOT NULL");
      default -> SqlCondition.UNKNOWN;
    };
  }

  private static SqlCondition id(String column, String id) {
    boolean possible = id.length() == ID_DIGITS && SpanKey.isTraceId(id + id);
    return possible ? SqlCondition.exactly(column + " = ?", SpanKey.number(id)) : SqlCondition.NONE;
  }

  private interface One {
    SqlCondition equalTo(String text);
  }

  private static SqlCondition each(Operator operator, Object value, One one) {
    if (operator == Operator.EQUALS) {
      return one.equalTo(String.valueOf(value));
    }
    return value instanceof List<?> values
        ? SqlCondition.any(values.stream().map(v -> one.equalTo(String.valueOf(v))).toList())
        : SqlCondition.NONE;
  }

  /** The sessions that a rollout ran in lead to it. */
  private SqlCondition rollout(Operator operator, Object value) {
    if (older) {
      return SqlCondition.UNKNOWN;
    }
    SqlCondition condition = TextColumn.ROLLOUT.compared(operator, value);
    return operator == Operator.EQUALS
        ? condition.by(
            SqlCondition.exactly(
                    "p.session_id IN (SELECT session_id FROM context WHERE rollout_id = ("
                        + TextColumn.ROLLOUT.texts().formatted("text = ?")
                        + "))",
                    String.valueOf(value))
                .seeking())
        : condition;
  }

  private SqlCondition newer(TextColumn column, Operator operator, Object value, String key)
      throws SQLException {
    return older ? SqlCondition.UNKNOWN : narrowed(column, operator, value, key);
  }

  /** What the column says, and where the index can, by way of it. */
  private SqlCondition narrowed(TextColumn column, Operator operator, Object value, String key)
      throws SQLException {
    SqlCondition condition = column.compared(operator, value);
    return isEquality(operator) ? condition.by(index.compared(key, operator, value)) : condition;
  }

  private SqlCondition model(Operator operator, Object value) throws SQLException {
    return isEquality(operator) || operator == Operator.EXISTS
        ? SqlCondition.any(
            List.of(
                index.compared(GenAi.REQUEST_MODEL, operator, value),
                index.compared(GenAi.RESPONSE_MODEL, operator, value)))
        : SqlCondition.UNKNOWN;
  }

  /** Absent is 0 in the column. */
  private static SqlCondition tokens(String column, Operator operator, Object value) {
    if (operator == Operator.NOT_EQUALS || operator == Operator.EXISTS) {
      return SqlCondition.UNKNOWN;
    }
    boolean told = !new ValueMatcher(operator, value).matches(0L);
    SqlCondition call = kind(EnumSet.of(EventKind.LLM));
    return SqlCondition.all(List.of(call, number(column, operator, value, Long.class)))
        .exactIf(told);
  }

  private static SqlCondition number(
      String column, Operator operator, Object value, Class<?> type) {
    if (operator == Operator.EXISTS) {
      return SqlCondition.exactly(column + " IS NOT NULL");
    }
    if (operator == Operator.IN && value instanceof List<?> values) {
      return SqlCondition.any(
          values.stream().map(one -> number(column, Operator.EQUALS, one, type)).toList());
    }
    if (value.getClass() != type) {
      return SqlCondition.UNKNOWN;
    }
    return switch (operator) {
      case EQUALS -> SqlCondition.exactly(column + " = ?", value);
      case NOT_EQUALS -> SqlCondition.exactly(column + " = ?", value).not();
      case LESS -> SqlCondition.exactly(column + " < ?", value);
      case AT_MOST -> SqlCondition.exactly(column + " <= ?", value);
      case GREATER -> SqlCondition.exactly(column + " > ?", value);
      case AT_LEAST -> SqlCondition.exactly(column + " >= ?", value);
      default -> SqlCondition.NONE; // numbers contain nothing and begin with nothing
    };
  }

  private static boolean isEquality(Operator operator) {
    return operator == Operator.EQUALS || operator == Operator.IN;
  }
}
