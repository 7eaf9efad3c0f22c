package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpansAndExportTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void spans_readBackAsTheyWereStored() {
    List<StoredSpan> read =
        Cli.run("spans", "--store", store).out().lines().map(SpanJson::read).toList();

    assertThat(read).containsExactlyInAnyOrderElementsOf(Story.spans());
  }

  @Test
  void spans_haveNoSilentLimit() {
    try (SpanStore open = Story.open(store)) {
      open.append(
          LongStream.range(100, 3_600).mapToObj(i -> SampleSpan.of(i).trace(5).build()).toList(),
          null);
    }

    assertThat(Cli.run("spans", "--trace", SampleSpan.traceId(5), "--store", store).out().lines())
        .hasSize(3_500);
  }

  @Test
  void spans_filter() {
    assertThat(spans("--kind", "llm")).hasSize(3);
    assertThat(spans("--kind", "Tool", "--errors")).hasSize(1);
    assertThat(spans("--session", "q-01", "--name", "execute_tool calculator")).hasSize(1);
    assertThat(spans("--agent", "Solver")).hasSize(1);
    assertThat(spans("--rollout", "none")).isEmpty();
    assertThat(spans("--since", "2025-11-01")).hasSize(10);
    assertThat(spans("--since", "1h")).isEmpty();
    assertThat(spans("--limit", "4")).hasSize(4);
  }

  @Test
  void spans_sayWhenTheyAreCut() {
    assertThat(Cli.run("spans", "--limit", "4", "--store", store).err())
        .isEqualTo("ended after 4 spans (--limit)\n");
    assertThat(Cli.run("spans", "--limit", "1", "--store", store).err())
        .isEqualTo("ended after 1 span (--limit)\n");
    assertThat(Cli.run("spans", "--limit", "10", "--store", store).err()).isEmpty();
  }

  @Test
  void spans_escapeWhatATerminalCouldActOn() {
    try (SpanStore open = Story.open(store)) {
      open.append(List.of(SampleSpan.of(77).session("evil").name("\u009b31m\u202e").build()), null);
    }

    String line = Cli.run("spans", "--session", "evil", "--store", store).out();

    assertThat(line).contains("\\u009b31m\\u202e");
    assertThat(SpanJson.read(line).name()).isEqualTo("\u009b31m\u202e");
  }

  @Test
  void export_writesTriplets_withCreditOverTheWholeEpisode() throws Exception {
    Cli cli = Cli.run("export", "--format", "triplets", "--store", store);

    List<JsonNode> lines = json(cli.out());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("reward").isNull()).isTrue();
    assertThat(lines.get(1).get("reward").asDouble()).isEqualTo(1);
    assertThat(lines.get(1).at("/metadata/agent_name").asText()).isEqualTo("Solver");
    assertThat(lines.get(2).get("reward").asDouble()).isEqualTo(-0.3);
    assertThat(cli.err())
        .isEqualTo("3 lines, 0 calls left out; 1 call without a recorded response\n");
  }

  @Test
  void export_picksCallsByFilter_andCreditsByPolicy() throws Exception {
    Cli cli =
        Cli.run(
            "export",
            "--format",
            "triplets",
            "--credit",
            "final",
            "--session",
            "q-01",
            "--limit",
            "1",
            "--store",
            store);

    assertThat(json(cli.out()))
        .singleElement()
        .satisfies(line -> assertThat(line.get("reward").asDouble()).isEqualTo(1));
    assertThat(cli.err()).endsWith(" (--limit)\n");
  }

  @Test
  void export_writesMessages_intoAFile() throws Exception {
    Path file = folder.resolve("train.jsonl");

    Cli cli =
        Cli.run("export", "--format", "messages", "--output", file.toString(), "--store", store);

    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).isEqualTo("2 lines, 1 call left out (1 without a recorded response)\n");
    assertThat(json(Files.readString(file)))
        .allSatisfy(line -> assertThat(line.get("messages")).hasSize(2));
  }

  @Test
  void export_writesPreferences_ofAttemptsAtOneInput() throws Exception {
    try (SpanStore open = Story.open(store)) {
      open.append(Attempts.spans(), null);
    }

    Cli cli = Cli.run("export", "--format", "preferences", "--rollout", "ro-sum", "--store", store);

    List<JsonNode> lines = json(cli.out());
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).at("/metadata/chosen/reward").asDouble()).isEqualTo(0.9);
    assertThat(lines.get(0).at("/metadata/rejected/attempt_id").asText()).isEqualTo("at-0");
    assertThat(lines.get(0).get("prompt")).hasSize(1);
    assertThat(cli.err())
        .isEqualTo(
            "1 line, 4 calls left out (3 that no other attempt made with this input,"
                + " 1 without another of a different reward)\n");
  }

  @Test
  void export_acceptsJson_asTheOtherCommandsDo() {
    for (String format : new String[] {"triplets", "messages", "jsonl", "otlp"}) {
      Cli cli = Cli.run("export", "--format", format, "--json", "--store", store);

      assertThat(cli.out())
          .isNotEmpty()
          .isEqualTo(Cli.run("export", "--format", format, "--store", store).out());
    }
  }

  @Test
  void export_jsonl_isSpanJson() {
    assertThat(Cli.run("export", "--format", "jsonl", "--store", store).out())
        .isEqualTo(Cli.run("spans", "--store", store).out());
  }

  @Test
  void export_ofSpans_saysHowMany() {
    for (String format : new String[] {"jsonl", "otlp"}) {
      assertThat(Cli.run("export", "--format", format, "--store", store).err())
          .isEqualTo("10 spans, 0 left out\n");
      assertThat(Cli.run("export", "--format", format, "--limit", "4", "--store", store).err())
          .isEqualTo("4 spans, then ended (--limit)\n");
    }
  }

  @Test
  void export_namesTheFile_itCannotWrite() {
    Cli cli =
        Cli.run(
            "export", "--format", "jsonl", "--output", folder + "/no/such/file", "--store", store);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("/no/such/file", "--output").hasLineCount(1);
  }

  private List<String> spans(String... filters) {
    String[] args = new String[filters.length + 3];
    args[0] = "spans";
    args[1] = "--store";
    args[2] = store;
    System.arraycopy(filters, 0, args, 3, filters.length);
    return Cli.run(args).out().lines().toList();
  }

  private static List<JsonNode> json(String lines) {
    ObjectMapper mapper = new ObjectMapper();
    return lines.lines().map(line -> parse(mapper, line)).toList();
  }

  private static JsonNode parse(ObjectMapper mapper, String line) {
    try {
      return mapper.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
