package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SqlRows;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fulgurite sql}. */
@Command(
    name = "sql",
    description = {
      "Asks the store in SQL; nothing can be changed.",
      "",
      "  spans     a row each: trace_id span_id parent_id session_id user_id rollout_id attempt_id",
      "            name kind span_kind status status_message start_time start_nanos end_nanos",
      "            duration_ms agent model input_tokens output_tokens reward attributes (JSON) seq",
      "  sessions  session_id user_id traces spans messages model_calls tool_calls errors rewards",
      "            reward input_tokens output_tokens finished start_time start_nanos end_nanos",
      "  traces    trace_id session_id name spans model_calls tool_calls errors reward",
      "            input_tokens output_tokens start_time start_nanos end_nanos",
      "  rewards   trace_id span_id parent_id session_id user_id rollout_id attempt_id start_time",
      "            start_nanos agent value attributes (JSON) seq",
      "",
      "These views stay; the tables below them change with versions."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite sql 'SELECT agent, avg(value) FROM rewards GROUP BY agent'",
      "  fulgurite sql \"SELECT attributes->>'exception.type' AS type, count(*) FROM spans",
      "                 WHERE kind = 'exception' GROUP BY 1 ORDER BY 2 DESC\""
    })
final class SqlCommand extends StoreCommand {
  private static final int CELL_LENGTH = 100;

  @Parameters(paramLabel = "QUERY", description = "SELECT, WITH, VALUES or EXPLAIN.")
  String query = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "1000",
      description = "At most so many rows; ${DEFAULT-VALUE} unless told.")
  int limit;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = AtLeastOne.class,
      defaultValue = "30",
      description = "Give up after so many seconds; ${DEFAULT-VALUE} unless told.")
  int timeout;

  @Option(names = "--full", description = "Show texts whole, not their first 100 characters.")
  boolean full;

  @Option(names = "--json", description = "Print a JSON array of objects.")
  boolean json;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) throws IOException {
    if (sql == null) {
      throw new CliException("the store " + store.url() + " cannot be asked in SQL: use search");
    }
    SqlRows rows = sql.query(query, limit, Duration.ofSeconds(timeout));
    if (json) {
      requireNames(rows.columns());
      JsonArray.print(out(), rows.rows(), (to, row) -> object(to, rows.columns(), row));
    } else {
      print(rows, color.ansi());
    }
    if (rows.cut()) {
      err().println("showing the first " + Numbers.counted(limit, "row") + " (--limit)");
    }
  }

  /** In an object the last of two would win. */
  private static void requireNames(List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new CliException(
            "two columns are called '%s': name them apart with AS for --json".formatted(column));
      }
    }
  }

  private void print(SqlRows rows, Ansi ansi) {
    Table table = new Table();
    for (int i = 0; i < rows.columns().size(); i++) {
      String name = Printable.line(rows.columns().get(i), CELL_LENGTH);
      if (isNumeric(rows, i)) {
        table.right(name);
      } else {
        table.left(name);
      }
    }
    rows.rows().forEach(row -> table.row(row.stream().map(this::cell).toArray()));
    table.print(out(), ansi);
  }

  private static boolean isNumeric(SqlRows rows, int column) {
    return rows.rows().stream()
        .map(row -> row.get(column))
        .allMatch(value -> value == null || value instanceof Number);
  }

  private String cell(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return "(" + Numbers.counted(bytes.length, "byte") + ")";
    } else if (value instanceof Double number) {
      return Numbers.exact(number);
    }
    return value == null ? "" : Printable.line(value.toString(), full ? 0 : CELL_LENGTH);
  }

  private static void object(
      JsonGenerator json, List<String> columns, List<? extends @Nullable Object> row)
      throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      json.writeFieldName(columns.get(i));
      Object value = row.get(i);
      if (value instanceof byte[] bytes) {
        json.writeBinary(bytes);
      } else if (value == null) {
        json.writeNull();
      } else {
        json.writeObject(value);
      }
    }
  }
}
