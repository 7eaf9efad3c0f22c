package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummariesTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void sessions_areATable_theNewestFirst_withTotals() {
    Cli cli = Cli.run("sessions", "--store", store);

    assertThat(cli.code()).isZero();
    assertThat(cli.out().lines().map(line -> line.split(" ")[0]))
        .containsExactly("session", "q-02", "q-01", "", "2");
    assertThat(cli.out())
        .containsPattern("q-01 +session .* 1\\.00 s +1 +5 +2 +1 +0 +2,400→68 +\\+1\n")
        .endsWith(
            "2 sessions · 10 spans · 3 model calls · 2 tool calls · 1 error"
                + " · 3,600→102 tokens · mean reward 0.35 (0.7/2)\n");
  }

  @Test
  void sessions_areAJsonArray_inFullPrecision() throws Exception {
    String out = Cli.run("sessions", "--json", "--store", store).out();
    JsonNode json = new ObjectMapper().readTree(out);

    assertThat(json.isArray()).isTrue();
    assertThat(json).hasSize(2);
    JsonNode wrong = json.get(0);
    assertThat(wrong.get("session_id").asText()).isEqualTo("q-02");
    assertThat(wrong.get("user_id").isNull()).isTrue();
    assertThat(wrong.get("spans").asInt()).isEqualTo(5);
    assertThat(wrong.get("errors").asInt()).isEqualTo(1);
    assertThat(wrong.get("reward").asDouble()).isEqualTo(-0.3);
    assertThat(out).contains("\"start\":1763689382.123456789,");
  }

  @Test
  void sessions_withErrors_areWholeSessions() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(Cli.run("sessions", "--errors", "--json", "--store", store).out());

    assertThat(json).hasSize(1);
    assertThat(json.get(0).get("spans").asInt()).isEqualTo(5);
  }

  @Test
  void sessions_sayWhenTheyAreCut_andTotalEverything() {
    Cli cli = Cli.run("sessions", "--limit", "1", "--store", store);

    assertThat(cli.err()).isEqualTo("showing the newest 1 of 2 sessions (--limit)\n");
    assertThat(cli.out()).contains("q-02", "2 sessions").doesNotContain("q-01");
  }

  @Test
  void sessions_ofNothing_areNone() {
    Cli cli = Cli.run("sessions", "--since", "1s", "--store", store);

    assertThat(cli).isEqualTo(new Cli(0, "no sessions\n", ""));
    assertThat(Cli.run("sessions", "--since", "1s", "--json", "--store", store).out())
        .isEqualTo("[]\n");
  }

  @Test
  void traces_showWholeIds_whereTheirBeginningsAreTheSame() {
    Cli cli = Cli.run("traces", "--store", store);

    assertThat(cli.out())
        .contains(Story.RIGHT_TRACE + "  invoke_agent Solver  q-01")
        .contains(Story.WRONG_TRACE)
        .endsWith("2 traces\n");
  }

  @Test
  void traces_filterBySession_inJson() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(Cli.run("traces", "--session", "q-01", "--json", "--store", store).out());

    assertThat(json).hasSize(1);
    assertThat(json.get(0).get("trace_id").asText()).isEqualTo(Story.RIGHT_TRACE);
    assertThat(json.get(0).get("name").asText()).isEqualTo("invoke_agent Solver");
  }

  @Test
  void traces_ofSomeSpans_areStillNamedByTheirRoots() throws Exception {
    Cli table = Cli.run("traces", "--where", "kind=tool", "--store", store);
    JsonNode json =
        new ObjectMapper()
            .readTree(Cli.run("traces", "--kind", "llm", "--json", "--store", store).out());

    assertThat(table.out().lines().filter(line -> line.contains("  invoke_agent Solver  ")))
        .hasSize(2);
    assertThat(json).hasSize(2);
    assertThat(json)
        .allSatisfy(
            trace -> assertThat(trace.get("name").asText()).isEqualTo("invoke_agent Solver"));
    assertThat(json.get(0).get("spans").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions", "traces"})
  void help_saysWhatIsCounted(String command) {
    assertThat(Cli.run(command, "--help").out())
        .contains("of the spans that the options let through");
  }

  @Test
  void colours_areUsed_whenAskedFor() {
    assertThat(Cli.run("sessions", "--color", "always", "--store", store).out())
        .contains("\u001b[31m-0.3\u001b[0m", "\u001b[32m+1\u001b[0m");
    assertThat(Cli.run("sessions", "--color", "never", "--store", store).out())
        .doesNotContain("\u001b");
  }

  @Test
  void ledger_addsUp_andTellsWhoWasKilled() {
    Cli cli = Cli.run("ledger", "--store", store);

    assertThat(cli.out())
        .containsPattern("1 +sqlite .* closed +12 +0 +1 +11 +0 +0 +0 +balanced")
        .containsPattern("2147483647 +sqlite .* killed +7 +0 +0 +5 +0 +2 +0 +balanced")
        .containsPattern("sum +19 +0 +1 +16 +0 +2 +0")
        .endsWith("dropped: 1 block_timeout\nactions: 2 batches\n");
  }

  @Test
  void ledger_isAJsonArray() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(Cli.run("ledger", "--json", "--store", store).out());

    assertThat(json).hasSize(2);
    JsonNode closed =
        json.findParents("pid").stream()
            .filter(r -> r.get("pid").asInt() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(closed.get("destination").asText()).isEqualTo("sqlite");
    assertThat(closed.get("emitted").asInt()).isEqualTo(12);
    assertThat(closed.get("delivered").asInt()).isEqualTo(11);
    assertThat(closed.get("in_flight").asInt()).isZero();
    assertThat(closed.get("dropped_by_reason").get("block_timeout").asInt()).isEqualTo(1);
    assertThat(closed.get("state").asText()).isEqualTo("closed");
    assertThat(closed.get("lost").asInt()).isZero();
    assertThat(closed.get("kinds").get("reward").get("delivered").asInt()).isEqualTo(2);
    assertThat(closed.get("lanes").get("priority").get("delivered").asInt()).isEqualTo(2);
    assertThat(closed.get("lanes").get("ordinary").get("dropped.block_timeout").asInt()).isOne();
    assertThat(closed.get("actions").get("batches").asInt()).isEqualTo(2);
    assertThat(closed.get("sampled_out_by_reason")).isEmpty();
    JsonNode killed =
        json.findParents("pid").stream()
            .filter(r -> r.get("pid").asInt() != 1)
            .findFirst()
            .orElseThrow();
    assertThat(killed.get("lost").asInt()).isEqualTo(2);
    assertThat(killed.get("in_flight").asInt()).isZero();
  }

  @Test
  void ledger_tellsKindsLanesAndReasonsApart() {
    assertThat(Cli.run("ledger", "--by-kind", "--store", store).out())
        .containsPattern("sqlite +ordinary +llm +9 +0 +1 +0 +1 dropped.block_timeout")
        .containsPattern("sqlite +priority +reward +2 +0 +0 +0");
  }
}
