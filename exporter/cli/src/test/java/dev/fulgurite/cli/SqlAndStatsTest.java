package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlAndStatsTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void spans_haveReadableColumns_andAttributes() throws Exception {
    JsonNode rows =
        json(
            "SELECT trace_id, span_id, parent_id, session_id, kind, span_kind, status, model,"
                + " input_tokens, duration_ms, start_time, attributes->>'gen_ai.response.id' AS id"
                + " FROM spans WHERE kind = 'llm' ORDER BY start_nanos LIMIT 1");

    assertThat(rows)
        .hasToString(
            "[{\"trace_id\":\"%s\",\"span_id\":\"0000000000000002\",".formatted(Story.RIGHT_TRACE)
                + "\"parent_id\":\"0000000000000001\",\"session_id\":\"q-01\",\"kind\":\"llm\","
                + "\"span_kind\":\"internal\",\"status\":\"unset\",\"model\":\"gpt-4o-mini\","
                + "\"input_tokens\":1200,\"duration_ms\":400.0,"
                + "\"start_time\":\"2025-11-21 01:43:02.133\",\"id\":\"r-2\"}]");
  }

  @Test
  void views_agreeWithTheCommands() throws Exception {
    assertThat(
            json(
                "SELECT session_id, traces, spans, model_calls, tool_calls, errors, rewards,"
                    + " reward, input_tokens FROM sessions ORDER BY start_time"))
        .hasToString(
            "[{\"session_id\":\"q-01\",\"traces\":1,\"spans\":5,\"model_calls\":2,"
                + "\"tool_calls\":1,\"errors\":0,\"rewards\":1,\"reward\":1.0,"
                + "\"input_tokens\":2400},{\"session_id\":\"q-02\",\"traces\":1,\"spans\":5,"
                + "\"model_calls\":1,\"tool_calls\":1,\"errors\":1,\"rewards\":1,"
                + "\"reward\":-0.3,\"input_tokens\":1200}]");
    assertThat(json("SELECT trace_id, session_id, name, spans FROM traces ORDER BY start_nanos"))
        .hasToString(
            "[{\"trace_id\":\"%s\",\"session_id\":\"q-01\",\"name\":\"invoke_agent Solver\",\"spans\":5},{\"trace_id\":\"%s\",\"session_id\":\"q-02\",\"name\":\"invoke_agent Solver\",\"spans\":5}]"
                .formatted(Story.RIGHT_TRACE, Story.WRONG_TRACE));
    assertThat(json("SELECT session_id, value FROM rewards ORDER BY value"))
        .hasToString(
            "[{\"session_id\":\"q-02\",\"value\":-0.3},{\"session_id\":\"q-01\",\"value\":1.0}]");
  }

  @Test
  void sql_printsATable_andSaysWhenItIsCut() {
    Cli cli = sql("SELECT name, count(*) AS n FROM spans GROUP BY name", "--limit", "2");

    assertThat(cli.out().lines()).hasSize(3).first().asString().startsWith("name").endsWith("n");
    assertThat(cli.err()).isEqualTo("showing the first 2 rows (--limit)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM span",
        "VACUUM INTO 'copy.db'",
        "ATTACH 'x.db' AS x",
        "PRAGMA user_version = 9",
        "CREATE TEMP TABLE t (x)"
      })
  void sql_refusesWhatIsNoQuery(String statement) {
    Cli cli = sql(statement);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("is no query", "SELECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; DROP TABLE span",
        "SELECT ';'; SELECT 2",
        "SELECT 1 /* ; */ ; -- what\n SELECT 2",
        "SELECT \"a\"\"b;\" FROM spans; x"
      })
  void sql_refusesASecondStatement(String statements) {
    Cli cli = sql(statements);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("one query at a time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n-- how; many\nSELECT 10",
        "/* how; many */ SELECT 10",
        "SELECT 10;",
        "SELECT 10 ; -- done; really",
        "SELECT 10 AS \";\", ';' AS b",
        "SELECT 10 -- ; it's"
      })
  void sql_takesComments_andASemicolonAtTheEnd(String query) {
    Cli cli = sql(query);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).contains("10");
  }

  @Test
  void sql_namesTheViews_whereThereIsNoSuchTable() {
    assertThat(sql("SELECT * FROM events").err())
        .contains("no such table: events", "spans, sessions, traces and rewards");
    assertThat(sql("(SELECT 1)").err()).contains("'(' is no query");
  }

  @Test
  void sql_cannotWriteFromWithinAQuery() {
    Cli cli = sql("WITH x AS (SELECT 1) DELETE FROM span");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(sql("SELECT count(*) FROM spans").out()).contains("10");
  }

  @Test
  void sql_json_refusesTwoColumnsOfOneName() {
    assertThat(sql("SELECT 1 AS a, 2 AS a", "--json").err())
        .contains("two columns are called 'a'", "AS");
    assertThat(sql("SELECT 1 AS a, 2 AS a").out()).contains("1", "2");
  }

  @Test
  void sql_times_areCutToTheMillisecond_andTracesHaveASession() throws Exception {
    try (SpanStore open = Story.open(store)) {
      long day = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
      open.append(
          List.of(
              SampleSpan.of(81).trace(81).start(day - 1).build(),
              SampleSpan.of(82).trace(81).start(day).build(),
              SampleSpan.of(83).trace(81).start(-1).build()),
          null);
    }

    assertThat(
            json(
                "SELECT start_time AS t FROM spans WHERE trace_id = '%s' ORDER BY start_nanos"
                    .formatted(SampleSpan.traceId(81))))
        .hasToString(
            "[{\"t\":\"1969-12-31 23:59:59.999\"},{\"t\":\"2026-02-28 23:59:59.999\"},"
                + "{\"t\":\"2026-03-01 00:00:00.000\"}]");
    assertThat(json("SELECT count(*) AS n FROM traces JOIN sessions USING (session_id)"))
        .hasToString("[{\"n\":3}]");
  }

  @Test
  void sql_saysWhatIsWrong() {
    assertThat(sql("SELECT nothing FROM spans").err()).contains("The query is wrong", "nothing");
  }

  @Test
  void sql_givesUpInTime() {
    Cli cli =
        sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
            "--timeout",
            "1");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("longer than 1 s").hasLineCount(1);
  }

  @Test
  void stats_tellWhatIsThere_andWhatItTakes() {
    Cli cli = Cli.run("stats", "--store", store);

    assertThat(cli.err()).isEmpty();
    List<String> lines = cli.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo("10 spans in 2 sessions, 1 error, 2 rewards, 3,600→102 tokens");
    assertThat(lines)
        .anyMatch(line -> line.matches("q-01 +5 +2 +1 +0 +2,400→68 +1 +1.000"))
        .anyMatch(line -> line.matches("Solver +1 .*"))
        .anyMatch(line -> line.matches("gpt-4o-mini +3 +3 .*"))
        .anyMatch(line -> line.matches("in all +[0-9.]+ KiB"))
        .last()
        .asString()
        .startsWith("ledger of 2 processes: 19 emitted, 16 delivered, 1 dropped");
  }

  @Test
  void stats_showTheTop() {
    assertThat(Cli.run("stats", "--top", "1", "--store", store).out())
        .contains("q-01", "… and 1 more session (--top)")
        .doesNotContain("q-02");
  }

  @Test
  void stats_tellWhatAgentsDidWithModels_overTime() {
    Cli cli = Cli.run("stats", "--by", "day", "--store", store);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().lines())
        .first()
        .asString()
        .matches("day +agent +model +spans +calls +tools +errors +tokens +rewards +average");
    assertThat(cli.out().lines())
        .anyMatch(line -> line.matches("2025-11-2\\d  \\(none\\) +gpt-4o-mini +3 +3 .*"))
        .anyMatch(line -> line.matches("2025-11-2\\d  Solver +\\(none\\) +1 .*"));
    assertThat(Cli.run("stats", "--by", "hour", "--top", "1", "--store", store).out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("2025-11-2\\d \\d\\d:\\d\\d  .*"))
        .last()
        .asString()
        .matches("… and \\d more rows \\(--top\\)");
  }

  @Test
  void stats_areByLocalDays_whereTheseBeginAtHalfAnHour() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    try (SpanStore open = Story.open(store)) {
      long midnight = Instant.parse("2026-03-01T18:30:00Z").getEpochSecond() * 1_000_000_000L;
      open.append(
          List.of(
              SampleSpan.of(71).trace(71).start(midnight - 1).build(),
              SampleSpan.of(72).trace(71).start(midnight).build(),
              SampleSpan.of(73).trace(71).start(midnight + 1).build()),
          null);
      open.close();

      assertThat(
              Cli.run("stats", "--by", "day", "--since", "2026-02-01T00:00:00Z", "--store", store)
                  .out()
                  .lines()
                  .skip(1))
          .hasSize(2)
          .satisfiesExactly(
              newest -> assertThat(newest).matches("2026-03-02 .*\\) +2 .*"),
              oldest -> assertThat(oldest).matches("2026-03-01 .*\\) +1 .*"));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void stats_areAboutTheSpansThatAreAskedFor() {
    assertThat(Cli.run("stats", "--where", "kind=llm", "--store", store).out())
        .startsWith("3 spans in 2 sessions, 0 errors, 0 rewards, 3,600→102 tokens");
    assertThat(Cli.run("stats", "--by", "day", "--where", "agent=nobody", "--store", store).out())
        .isEqualTo("no spans\n");
    assertThat(Cli.run("stats", "--since", "1h", "--until", "2h", "--store", store).err())
        .contains("--since", "is after --until");
  }

  @Test
  void stats_areJson_andWhole() throws Exception {
    JsonNode stats =
        new ObjectMapper().readTree(Cli.run("stats", "--json", "--store", store).out());

    assertThat(stats.path("session_count").asInt()).isEqualTo(2);
    assertThat(stats.path("spans").asInt()).isEqualTo(10);
    assertThat(stats.path("sessions").toString())
        .contains(
            "{\"session_id\":\"q-01\",\"spans\":5,\"model_calls\":2,\"tool_calls\":1,\"errors\":0,"
                + "\"input_tokens\":2400,\"output_tokens\":68,\"rewards\":1,\"average_reward\":1.0}");
    assertThat(stats.path("agents")).hasSizeGreaterThan(1);
    assertThat(stats.path("models").findValuesAsText("model")).contains("gpt-4o-mini");
    assertThat(stats.path("tables").get(0).path("bytes").asLong()).isPositive();

    JsonNode hours =
        new ObjectMapper()
            .readTree(Cli.run("stats", "--by", "hour", "--json", "--store", store).out());
    assertThat(hours).hasSizeGreaterThan(1);
    assertThat(hours.get(0).path("start").asLong()).isEqualTo(1_763_686_800);
    assertThat(hours.findValue("agent")).isNotNull();
  }

  private Cli sql(String query, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "sql";
    args[1] = query;
    args[2] = "--store";
    args[3] = store;
    System.arraycopy(more, 0, args, 4, more.length);
    return Cli.run(args);
  }

  private JsonNode json(String query) throws Exception {
    Cli cli = sql(query, "--json");
    assertThat(cli.err()).isEmpty();
    return new ObjectMapper().readTree(cli.out());
  }
}
