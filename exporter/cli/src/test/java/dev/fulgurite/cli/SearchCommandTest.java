package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void search_findsByFields_textAndAttributes() {
    assertThat(names("kind=tool and status=error")).containsExactly("execute_tool calculator");
    assertThat(names("reward<0")).containsExactly("agentlightning.annotation");
    assertThat(names("'GIVING'")).containsExactly("agentlightning.message");
    assertThat(names("session=q-01 kind=llm")).hasSize(2);
    assertThat(names("gen_ai.usage.output_tokens=34 and not session=q-01")).hasSize(1);
    assertThat(names("duration>=900ms")).hasSize(2);
    assertThat(names("agent=Solver or model^=gpt")).hasSize(4);
  }

  @Test
  void search_narrowsWithTheOtherOptions_newestFirst() {
    assertThat(names("kind=llm", "--session", "q-02")).hasSize(1);
    assertThat(names("kind=tool", "--errors")).hasSize(1);
    assertThat(search("kind=llm", "--limit", "1").err())
        .isEqualTo("showing the newest 1 (--limit)\n");
    List<StoredSpan> all = search("", "--json").out().lines().map(SpanJson::read).toList();
    assertThat(all).hasSize(10).first().returns("agentlightning.message", StoredSpan::name);
  }

  @Test
  void table_showsWhereToLookOn() {
    assertThat(search("kind=tool status=error", "--color", "never").out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .contains("q-02", Story.WRONG_TRACE.substring(0, 8), "tool", "execute_tool", "2.0 ms");
    assertThat(search("name=nothing").out()).isEqualTo("no spans\n");
  }

  @Test
  void search_findsATrace_byItsFirstDigits_inEitherCase() {
    String digits = Story.WRONG_TRACE.substring(0, 31);

    assertThat(names("trace=" + digits)).hasSize(5);
    assertThat(names("trace=" + digits.toUpperCase(Locale.ROOT))).hasSize(5);
    assertThat(names("trace!=" + digits)).hasSize(5);
    assertThat(names("parent=0000 and trace in (" + digits + ")")).hasSize(2);
  }

  @Test
  void where_filtersTheOtherCommands() {
    assertThat(Cli.run("spans", "--where", "kind=tool", "--store", store).out().lines()).hasSize(2);
    assertThat(Cli.run("sessions", "--where", "reward<0", "--json", "--store", store).out())
        .contains("q-02")
        .doesNotContain("q-01");
  }

  @Test
  void fault_isShownWhereItIs() {
    Cli cli = search("agnet=planner");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .startsWith("fulgurite: there is no field 'agnet'")
        .contains("\n  agnet=planner\n  ^");
    assertThat(Cli.run("spans", "--where", "agnet=x").err())
        .contains("--where", "there is no field 'agnet'");
    assertThat(Cli.run("spans", "--where", "agent=").code()).isEqualTo(2);
  }

  private List<String> names(String... arguments) {
    Stream<String> lines =
        search(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
            .out()
            .lines();
    return lines.map(SpanJson::read).map(StoredSpan::name).toList();
  }

  private Cli search(String... arguments) {
    return Cli.run(
        Stream.concat(Stream.of("search", "--store", store), Stream.of(arguments))
            .toArray(String[]::new));
  }
}
