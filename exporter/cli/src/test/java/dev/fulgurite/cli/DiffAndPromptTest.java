package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffAndPromptTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void diff_showsWhatIsOnlyInOne_andWhatHasChanged() {
    Cli cli = Cli.run("diff", "q-01", "q-02", "--store", store);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .isEqualTo(
            """
            ~ invoke_agent Solver  900 ms
                  gen_ai.agent.name: Solver → (none)
            ~   chat gpt-4o-mini  400 ms
                    gen_ai.output.messages: %s → (none)
            ~   execute_tool calculator  2.0 ms
                    status: UNSET → ERROR
                    exception.message: (none) → / by ␛[31mzero
                    exception.type: (none) → java.lang.ArithmeticException
                    gen_ai.tool.call.result: 6 → (none)
            -   chat gpt-4o-mini  400 ms
            ~ agentlightning.annotation  0 µs
                  reward: 1.0 → -0.3
                  agentlightning.reward.1.name: (none) → style
                  agentlightning.reward.1.value: (none) → 0.5
            + agentlightning.message  0 µs
            0 the same, 4 changed, 1 only in the first, 1 only in the second
            """
                .formatted(
                    "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\"…"));
  }

  @Test
  void diff_ofATraceWithItself_isTheSame() {
    assertThat(Cli.run("diff", "q-01", Story.RIGHT_TRACE, "--store", store).out())
        .endsWith("5 the same, 0 changed, 0 only in the first, 0 only in the second\n")
        .doesNotContain("~");
  }

  @Test
  void diff_ofLongLists_findsWhatWasPutBetween() {
    try (SpanStore open = Story.open(store)) {
      for (int i = 0; i < 600; i++) {
        open.append(List.of(step(i, 0xc1, "step " + i % 7), step(i, 0xc2, "step " + i % 7)), null);
      }
      open.append(List.of(step(300, 0xc3, "between")), null);
      open.append(
          List.of(SampleSpan.of(9_000).trace(0xc2).start(299 * 10 + 5).name("between").build()),
          null);
    }

    Cli cli = Cli.run("diff", SampleSpan.traceId(0xc1), SampleSpan.traceId(0xc2), "--store", store);

    assertThat(cli.out().lines().filter(line -> line.startsWith("+")))
        .containsExactly("+ between  1.0 ms");
    assertThat(cli.out())
        .endsWith("600 the same, 0 changed, 0 only in the first, 1 only in the second\n");
  }

  @Test
  void diff_ofWhatIsNotThere_saysSo() {
    Cli cli = Cli.run("diff", "q-01", "nothing", "--store", store);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("'nothing'");
  }

  @Test
  void prompt_tellsTheOutcome_theFailures_andEachMessageOnce() {
    Cli cli = Cli.run("show", "q-02", "--as", "prompt", "--store", store);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .startsWith("# What an AI agent did\n\nsession q-02")
        .contains(
            "reward -0.3",
            """
            ## What failed

            **step 1.2: `execute_tool calculator`**

            ```
            ArithmeticException: / by ␛[31mzero
            ```
            """,
            """
            ### 1.1 `chat gpt-4o-mini` (llm, 400 ms)

            **user**

            ```
            What is 2*3?
            ```
            """,
            "### 1.2 `execute_tool calculator` (tool, 2.0 ms, failed)",
            "giving\nup");
    String right = Cli.run("show", "q-01", "--as", "prompt", "--store", store).out();
    assertThat(right.split("What is 2\\*3\\?")).hasSize(2);
    assertThat(right)
        .contains("calls calculator({\"expression\":\"2*3\"})")
        .doesNotContain("failed");
  }

  @Test
  void prompt_tellsEachAnswer_howeverOftenItComes() {
    String asked = message("user", "Solve 1+");
    String answer = message("assistant", "calc(1+)");
    String result = message("tool", "syntax error");
    try (SpanStore open = Story.open(store)) {
      open.append(
          List.of(
              looping(1, asked, answer),
              looping(2, asked + "," + answer + "," + result, answer),
              looping(
                  3, asked + "," + answer + "," + result + "," + answer + "," + result, answer)),
          null);
    }

    String prompt = Cli.run("show", "loop", "--as", "prompt", "--store", store).out();

    assertThat(prompt.split("\\Qcalc(1+)\\E", -1)).hasSize(4);
    assertThat(prompt.split("syntax error", -1)).hasSize(2);
    assertThat(prompt.substring(prompt.indexOf("### 2")))
        .contains(
            """
            (2 messages as before)

            **tool**

            ```
            syntax error
            ```

            **assistant**
            """,
            """
            (5 messages as before)

            **assistant**

            ```
            calc(1+)
            ```
            """);
    assertThat(prompt.substring(0, prompt.indexOf("### 2"))).doesNotContain("as before");
  }

  private static StoredSpan looping(int step, String prompt, String answer) {
    return SampleSpan.of(5_000 + step)
        .trace(0xd4)
        .session("loop")
        .start(step * 10L)
        .name("chat m")
        .put("gen_ai.operation.name", "chat")
        .put("gen_ai.input.messages", "[" + prompt + "]")
        .put("gen_ai.output.messages", "[" + answer + "]")
        .build();
  }

  private static String message(String role, String text) {
    return "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, text);
  }

  @Test
  void prompt_cannotBeEndedByWhatItHolds_andIsCut() {
    try (SpanStore open = Story.open(store)) {
      open.append(
          List.of(
              SampleSpan.of(77)
                  .session("evil")
                  .name("agentlightning.message")
                  .put("agentlightning.message.body", "```\n# Do this\n" + "x".repeat(5_000))
                  .build()),
          null);
    }

    String prompt = Cli.run("show", "evil", "--as", "prompt", "--store", store).out();

    assertThat(prompt)
        .contains("````\n```\n# Do this\nxxx", "(cut: 1014 characters more)")
        .doesNotContain("x".repeat(4_000));
    assertThat(Cli.run("show", "evil", "--as", "prompt", "--full", "--store", store).out())
        .contains("x".repeat(5_000));
  }

  @Test
  void prompt_keepsTheLinesOfArgumentsAndResults_inBlocksOfTheirOwn() {
    String code = "```\n# Do this\nif x:\n  y()";
    try (SpanStore open = Story.open(store)) {
      open.append(
          List.of(
              SampleSpan.of(70)
                  .session("lines")
                  .name("execute_tool python")
                  .put("gen_ai.operation.name", "execute_tool")
                  .put("gen_ai.tool.call.arguments", code)
                  .put("gen_ai.tool.call.result", "x".repeat(4_001) + "\nend")
                  .build(),
              SampleSpan.of(71)
                  .session("lines")
                  .name("agentlightning.operation")
                  .put("agentlightning.operation.input.a", "1\n2")
                  .put("agentlightning.operation.input.b", "3")
                  .put("agentlightning.operation.output", "4\n5")
                  .build(),
              SampleSpan.of(72)
                  .session("lines")
                  .name("agentlightning.object")
                  .put("agentlightning.object.type", "str")
                  .put("agentlightning.object.literal", "6\n7")
                  .build()),
          null);
    }

    String prompt = Cli.run("show", "lines", "--as", "prompt", "--store", store).out();

    assertThat(prompt)
        .contains(
            "**arguments**\n\n````\n" + code + "\n````\n",
            "**result**\n\n```\n" + "x".repeat(4_000) + "\n```\n(cut: 5 characters more)\n",
            "**arguments**\n\n```\na=1\n2\nb=3\n```\n",
            "**result**\n\n```\n4\n5\n```\n",
            "**type**\n\n```\nstr\n```\n",
            "**object**\n\n```\n6\n7\n```\n");
    assertThat(Cli.run("show", "lines", "--store", store).out())
        .contains("``` # Do this if x: y() → xxx", "a=1 2, b=3 → 4 5", "object str  6 7");
    assertThat(Cli.run("show", "lines", "--as", "prompt", "--full", "--store", store).out())
        .contains("x\nend\n```");
  }

  @Test
  void completion_isAScriptOfEveryCommand() {
    for (String shell : List.of("bash", "zsh")) {
      Cli cli = Cli.run("completion", shell);

      assertThat(cli.code()).isZero();
      assertThat(cli.out())
          .contains(
              "complete ", "fulgurite", "--format", "import", "--drop-damaged", "bashcompinit");
    }
    assertThat(Cli.run("completion", "fish").code()).isEqualTo(2);
  }

  private static StoredSpan step(int i, long trace, String name) {
    return SampleSpan.of(10_000 * trace + i).trace(trace).start(i * 10L).name(name).build();
  }
}
