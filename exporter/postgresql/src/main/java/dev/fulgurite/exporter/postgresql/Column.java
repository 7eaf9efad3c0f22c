package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.codec.EscapedText;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A column of {@code fulgurite_span} and where its values come from. */
record Column(String name, String type, Function<SpanRow, @Nullable Object> value) {
  private static final List<Column> ALL =
      List.of(
          new Column("trace_hi", "int8", row -> row.key().traceHigh()),
          new Column("trace_lo", "int8", row -> row.key().traceLow()),
          new Column("span_id", "int8", row -> row.key().spanId()),
          new Column("parent_id", "int8", SpanRow::parent),
          new Column("session", "uuid", SpanRow::session),
          new Column("origin", "uuid", row -> row.origin().key()),
          new Column("source", "text", row -> row.escaped(Fulgurite.SESSION_SOURCE)),
          new Column("user_id", "text", row -> row.escaped(Fulgurite.USER_ID)),
          new Column("rollout", "text", row -> row.escaped(AgentLightning.ROLLOUT_ID)),
          new Column("attempt", "text", row -> row.escaped(AgentLightning.ATTEMPT_ID)),
          new Column("agent", "text", row -> row.escaped(GenAi.AGENT_NAME)),
          new Column("model", "text", row -> row.escaped(GenAi.REQUEST_MODEL)),
          new Column("name", "text", row -> EscapedText.escape(row.span().name())),
          new Column("event_kind", "text", row -> row.facts().kind().word()),
          new Column("span_kind", "text", row -> word(row.span().kind())),
          new Column("status", "text", row -> word(row.span().status())),
          new Column("start_nanos", "int8", row -> row.span().startEpochNanos()),
          new Column("nanos", "int8", Column::nanos),
          new Column("reward", "float8", row -> row.facts().reward()),
          new Column("input_tokens", "int8", row -> row.facts().inputTokens()),
          new Column("output_tokens", "int8", row -> row.facts().outputTokens()),
          new Column("place", "int8", row -> row.facts().sequence()),
          new Column("body", "bytea", SpanRow::body));

  private static final String INSERT =
      "INSERT INTO fulgurite_span (seq, "
          + ALL.stream().map(Column::name).collect(Collectors.joining(", "))
          + ") SELECT * FROM unnest(?::int8[], "
          + ALL.stream().map(c -> "?::" + c.type() + "[]").collect(Collectors.joining(", "))
          + ") ON CONFLICT (trace_hi, trace_lo, span_id) DO NOTHING RETURNING seq";

  /** In lower case: the constants' order may change, their names do not. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Object nanos(SpanRow row) {
    return row.span().endEpochNanos() - row.span().startEpochNanos();
  }

  /** Inserts as many rows as there are; {@link #values} are its parameters. */
  static String insert() {
    return INSERT;
  }

  /** One array for each column, the first numbers the rows from {@code first}. */
  static Object[] values(SqlSession session, List<SpanRow> rows, long first) throws SQLException {
    Object[] arrays = new Object[ALL.size() + 1];
    Object[] numbers = new Object[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = first + i;
    }
    arrays[0] = session.array("int8", numbers);
    for (int i = 0; i < ALL.size(); i++) {
      Column column = ALL.get(i);
      arrays[i + 1] = session.array(column.type(), column.of(rows));
    }
    return arrays;
  }

  private @Nullable Object[] of(List<SpanRow> rows) {
    @Nullable Object[] values =
        type.equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    return values;
  }
}
