package dev.fulgurite.cli;

import static dev.fulgurite.cli.parquet.Column.Type.DOUBLE;
import static dev.fulgurite.cli.parquet.Column.Type.LONG;
import static dev.fulgurite.cli.parquet.Column.Type.TEXT;
import static dev.fulgurite.cli.parquet.Column.Type.TIME;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.cli.parquet.Column;
import dev.fulgurite.cli.parquet.ParquetFile;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Parquet file with a row per span: what people ask for as columns, the rest as JSON. */
final class SpanTable implements SpanSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MICRO = 1000;
  private static final List<ColumnOf> COLUMNS =
      List.of(
          new ColumnOf("trace_id", TEXT, row -> row.span.traceId()),
          new ColumnOf("span_id", TEXT, row -> row.span.spanId()),
          new ColumnOf("parent_id", TEXT, row -> row.span.parentSpanId()),
          new ColumnOf("session_id", TEXT, row -> row.facts.sessionId()),
          new ColumnOf("user_id", TEXT, row -> row.facts.userId()),
          new ColumnOf("rollout_id", TEXT, row -> row.span.string(AgentLightning.ROLLOUT_ID)),
          new ColumnOf("attempt_id", TEXT, row -> row.span.string(AgentLightning.ATTEMPT_ID)),
          new ColumnOf("sequence_id", LONG, row -> row.facts.sequence()),
          new ColumnOf("name", TEXT, row -> row.span.name()),
          new ColumnOf("kind", TEXT, row -> row.facts.kind().word()),
          new ColumnOf("span_kind", TEXT, row -> word(row.span.kind())),
          new ColumnOf("status", TEXT, row -> word(row.span.status())),
          new ColumnOf("status_description", TEXT, SpanTable::description),
          new ColumnOf("start_time", TIME, row -> micros(row.span.startEpochNanos())),
          new ColumnOf("end_time", TIME, row -> micros(row.span.endEpochNanos())),
          new ColumnOf("start_nanos", LONG, row -> row.span.startEpochNanos()),
          new ColumnOf("end_nanos", LONG, row -> row.span.endEpochNanos()),
          new ColumnOf("agent", TEXT, row -> row.span.string(GenAi.AGENT_NAME)),
          new ColumnOf("model", TEXT, row -> row.span.string(GenAi.REQUEST_MODEL)),
          new ColumnOf("input_tokens", LONG, row -> row.facts.inputTokens()),
          new ColumnOf("output_tokens", LONG, row -> row.facts.outputTokens()),
          new ColumnOf("reward", DOUBLE, row -> row.facts.reward()),
          new ColumnOf("service", TEXT, SpanTable::service),
          new ColumnOf("scope", TEXT, row -> row.span.scopeName()),
          new ColumnOf("attributes", TEXT, row -> json(row, "attributes")),
          new ColumnOf("events", TEXT, row -> json(row, "events")),
          new ColumnOf("links", TEXT, row -> json(row, "links")),
          new ColumnOf("resource", TEXT, row -> json(row, "resource")));

  private record Row(StoredSpan span, SpanFacts facts, JsonNode json) {}

  private record ColumnOf(String name, Column.Type type, Cell cell) {}

  private interface Cell {
    @Nullable Object of(Row row);
  }

  private final ParquetFile file;

  SpanTable(OutputStream out) throws IOException {
    this.file =
        new ParquetFile(
            out, COLUMNS.stream().map(column -> new Column(column.name, column.type)).toList());
  }

  @Override
  public void add(StoredSpan span) {
    try {
      Row row = new Row(span, SpanFacts.of(span), JSON.readTree(SpanJson.write(span)));
      List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
      COLUMNS.forEach(column -> cells.add(column.cell.of(row)));
      file.add(cells);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("span JSON is not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void finish() {
    try {
      file.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Row row, String part) {
    return Printable.json(row.json.get(part).toString());
  }

  private static @Nullable String service(Row row) {
    return row.span.resource().get(AttributeKey.stringKey("service.name"));
  }

  /** In lower case, as SQL and filters have it. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Null where there is none, as in span JSON. */
  private static @Nullable String description(Row row) {
    String description = row.span.statusDescription();
    return description.isEmpty() ? null : description;
  }

  private static long micros(long nanos) {
    return Math.floorDiv(nanos, MICRO);
  }
}
