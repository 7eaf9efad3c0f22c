package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void show_drawsASession() {
    Cli cli = Cli.run("show", "q-01", "--store", store);

    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .matches(
            "session q-01 · .* · 1 trace · 5 spans · 2,400→68 tokens · reward \\+1 · 1.00 s\n(?s:.*)")
        .endsWith(
            """
            ├─ invoke_agent Solver  900 ms
            │  ├─ chat gpt-4o-mini  400 ms  1,200→34 tokens
            │  │     user: What is 2*3?
            │  │     assistant calls calculator({"expression":"2*3"})
            │  ├─ execute_tool calculator  2.0 ms  {"expression":"2*3"} → 6
            │  └─ chat gpt-4o-mini  400 ms  1,200→34 tokens
            │        user: What is 2*3?
            │        assistant: 6
            └─ reward +1
            """);
  }

  @Test
  void show_tellsFailuresRewardsAndMessages_withoutTheirControlCharacters() {
    Cli cli = Cli.run("show", "q-02", "--store", store);

    assertThat(cli.out())
        .contains(
            "calculator  2.0 ms  {\"expression\":\"2*3\"}  ✗ ArithmeticException: / by ␛[31mzero")
        .contains("├─ reward -0.3  style 0.5\n└─ message: giving up\n")
        .doesNotContain("\u001b");
  }

  @Test
  void show_takesTheBeginningOfATraceId_whenItIsTheOnlyOne() {
    String beginning = Story.WRONG_TRACE.substring(0, 31);

    Cli cli = Cli.run("show", beginning.toUpperCase(Locale.ROOT), "--store", store);

    assertThat(cli.out()).startsWith("session q-02").contains("trace " + Story.WRONG_TRACE);
  }

  @Test
  void show_namesTheCandidates_whenThereAreSeveral() {
    Cli cli = Cli.run("show", "0000", "--store", store);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "fulgurite: '0000' begins 2 traces: give more of it (%s, %s)\n"
                .formatted(Story.RIGHT_TRACE, Story.WRONG_TRACE));
    assertThat(Cli.run("show", "q-", "--store", store).err()).contains("begins 2 sessions");
  }

  @Test
  void show_saysWhereToLook_whenThereIsNone() {
    Cli cli = Cli.run("show", "nothing", "--store", store);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("'nothing'", "fulgurite sessions").hasLineCount(1);
  }

  @Test
  void show_marksAMissingParent_andEndsAtAnyDepth() {
    try (SpanStore open = Story.open(store)) {
      open.append(List.of(SampleSpan.of(90).trace(9).parent(89).session("ghost").build()), null);
      open.append(
          LongStream.rangeClosed(1, 5_000)
              .mapToObj(i -> SampleSpan.of(i).trace(8).parent(i % 5_000 + 1).session("deep"))
              .map(SampleSpan::build)
              .toList(),
          null);
    }

    assertThat(Cli.run("show", "ghost", "--store", store).out())
        .contains("└─ (parent 0000000000000059 is not among these spans)\n   └─ span");
    assertThat(Cli.run("show", "deep", "--store", store).out()).contains("4899 more below");
  }

  @Test
  void show_ofATrace_isAllOfIt_whereASpanNamesNoSession() {
    try (SpanStore open = Story.open(store)) {
      open.append(
          List.of(
              SampleSpan.of(91).trace(7).name("run").session("whole").build(),
              SampleSpan.of(92).trace(7).name("POST").parent(91).build(),
              SampleSpan.of(93).trace(6).name("first").session(SampleSpan.traceId(6)).build(),
              SampleSpan.of(94).trace(5).name("second").session(SampleSpan.traceId(6)).build()),
          null);
    }

    assertThat(Cli.run("show", SampleSpan.traceId(7), "--store", store).out())
        .startsWith("session whole")
        .contains("1 trace · 2 spans", "run", "POST")
        .doesNotContain("is not among");
    assertThat(Cli.run("show", SampleSpan.traceId(6), "--store", store).out())
        .as("a session that is called as its first trace")
        .contains("2 traces", "first", "second");
  }

  @Test
  void show_json_isSpanJson() {
    assertThat(Cli.run("show", "q-01", "--json", "--store", store).out())
        .isEqualTo(Cli.run("spans", "--session", "q-01", "--store", store).out());
  }
}
