package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.cli.parquet.Duck;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void duckDb_readsTheSameRowsAndValues() throws Exception {
    String store = "sqlite:" + folder.resolve("odd.db");
    try (SpanStore open = Story.open(store)) {
      open.append(OddSpans.all(), null);
    }
    Path file = export(store);

    List<List<Object>> rows =
        Duck.ask(
            file,
            "SELECT trace_id, span_id, parent_id, session_id, kind, span_kind, status,"
                + " status_description,"
                + " start_nanos, end_nanos, input_tokens, output_tokens, reward, attributes,"
                + " events, links, resource FROM FILE");
    List<String> spans = Cli.run("spans", "--store", store).out().lines().toList();

    assertThat(rows).hasSameSizeAs(spans);
    for (int i = 0; i < spans.size(); i++) {
      assertSame(rows.get(i), spans.get(i));
    }
  }

  private static void assertSame(List<Object> row, String line) throws Exception {
    JsonNode json = JSON.readTree(line);
    StoredSpan span = SpanJson.read(line);
    SpanFacts facts = SpanFacts.of(span);
    assertThat(row.subList(0, 13))
        .containsExactly(
            span.traceId(),
            span.spanId(),
            span.parentSpanId(),
            facts.sessionId().replaceAll("\\p{Cs}", "?"),
            facts.kind().word(),
            span.kind().name().toLowerCase(Locale.ROOT),
            span.status().name().toLowerCase(Locale.ROOT),
            json.at("/status/description").textValue(),
            span.startEpochNanos(),
            span.endEpochNanos(),
            facts.inputTokens(),
            facts.outputTokens(),
            facts.reward());
    assertThat(JSON.readTree((String) row.get(13))).isEqualTo(json.get("attributes"));
    assertThat(JSON.readTree((String) row.get(14))).isEqualTo(json.get("events"));
    assertThat(JSON.readTree((String) row.get(15))).isEqualTo(json.get("links"));
    assertThat(JSON.readTree((String) row.get(16))).isEqualTo(json.get("resource"));
  }

  @Test
  void duckDb_answersWhatPeopleAsk() {
    Path file = export(Story.write(folder));

    assertThat(
            Duck.ask(
                file,
                "SELECT model, count(*), sum(input_tokens) FROM FILE WHERE kind = 'llm'"
                    + " GROUP BY model"))
        .hasToString("[[gpt-4o-mini, 3, 3600]]");
    assertThat(Duck.ask(file, "SELECT year(start_time), reward FROM FILE WHERE reward > 0"))
        .hasToString("[[2025, 1.0]]");
    assertThat(
            Duck.ask(
                file,
                "SELECT name, span_kind, status_description FROM FILE WHERE status = 'error'"))
        .hasToString("[[execute_tool calculator, internal, null]]");
  }

  @Test
  void export_saysHowMany_andWantsAFile() {
    String store = Story.write(folder);

    Cli without = Cli.run("export", "--format", "parquet", "--store", store);
    Cli limited =
        Cli.run(
            "export",
            "--format",
            "parquet",
            "--limit",
            "3",
            "--store",
            store,
            "--output",
            folder.resolve("few.parquet").toString());

    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("--output FILE");
    assertThat(limited.err()).isEqualTo("3 spans, then ended (--limit)\n");
    assertThat(Duck.ask(folder.resolve("few.parquet"), "SELECT count(*) FROM FILE"))
        .hasToString("[[3]]");
  }

  private Path export(String store) {
    Path file = folder.resolve("spans.parquet");
    Cli cli =
        Cli.run("export", "--format", "parquet", "--store", store, "--output", file.toString());
    assertThat(cli.code()).isZero();
    assertThat(cli.err()).endsWith(" spans, 0 left out\n");
    return file;
  }
}
