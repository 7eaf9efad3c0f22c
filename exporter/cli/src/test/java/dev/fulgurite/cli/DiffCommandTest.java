package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final long LEFT = 0xd1;
  private static final long RIGHT = 0xd2;

  @TempDir Path folder;

  @Test
  void runsOfAnotherAgent_andAnotherModel_areCompared() {
    write(
        agent(LEFT, "Planner"),
        chat(2, LEFT, "chat", "gpt-4o"),
        tool(3, LEFT),
        chat(4, LEFT, "chat", "gpt-4o"),
        agent(RIGHT, "Writer"),
        chat(2, RIGHT, "chat", "claude-3"),
        tool(3, RIGHT),
        chat(4, RIGHT, "chat", "claude-3"));

    assertThat(diff())
        .isEqualTo(
            """
            ~ invoke_agent Planner  1.0 ms
                  name: invoke_agent Planner → invoke_agent Writer
                  gen_ai.agent.name: Planner → Writer
            ~   chat gpt-4o  1.0 ms
                    name: chat gpt-4o → chat claude-3
                    gen_ai.request.model: gpt-4o → claude-3
                execute_tool calculator  1.0 ms
            ~   chat gpt-4o  1.0 ms
                    name: chat gpt-4o → chat claude-3
                    gen_ai.request.model: gpt-4o → claude-3
            1 the same, 3 changed, 0 only in the first, 0 only in the second
            """);
  }

  @Test
  void callsOfTheSameModel_areComparedFirst() {
    write(
        agent(LEFT, "Planner"),
        chat(2, LEFT, "chat", "gpt-4o"),
        chat(3, LEFT, "chat", "claude-3"),
        agent(RIGHT, "Planner"),
        chat(2, RIGHT, "chat", "claude-3"),
        chat(3, RIGHT, "chat", "mistral"));

    assertThat(diff())
        .contains("-   chat gpt-4o", "    chat claude-3", "+   chat mistral")
        .endsWith("2 the same, 0 changed, 1 only in the first, 1 only in the second\n");
  }

  @Test
  void otherOperations_otherTools_andRewards_areNotCompared() {
    write(
        agent(LEFT, "Planner"),
        chat(2, LEFT, "chat", "gpt-4o"),
        tool(3, LEFT),
        agent(RIGHT, "Planner"),
        chat(2, RIGHT, "text_completion", "gpt-4o"),
        SampleSpan.of(3).trace(RIGHT).parent(1).name("execute_tool web").build(),
        SampleSpan.of(9).trace(LEFT).name("agentlightning.message").build(),
        SampleSpan.of(9).trace(RIGHT).reward(1).name("agentlightning.annotation").build());

    assertThat(diff())
        .endsWith("1 the same, 0 changed, 3 only in the first, 3 only in the second\n");
  }

  private void write(StoredSpan... spans) {
    try (SpanStore open = Story.open(Story.write(folder))) {
      open.append(List.of(spans), null);
    }
  }

  private String diff() {
    String store = "sqlite:" + folder.resolve("story.db");
    return Cli.run("diff", SampleSpan.traceId(LEFT), SampleSpan.traceId(RIGHT), "--store", store)
        .out();
  }

  private static StoredSpan agent(long trace, String name) {
    return SampleSpan.of(1)
        .trace(trace)
        .name("invoke_agent " + name)
        .put("gen_ai.operation.name", "invoke_agent")
        .put("gen_ai.agent.name", name)
        .build();
  }

  private static StoredSpan chat(long id, long trace, String operation, String model) {
    return SampleSpan.of(id)
        .trace(trace)
        .parent(1)
        .name(operation + " " + model)
        .put("gen_ai.operation.name", operation)
        .put("gen_ai.request.model", model)
        .build();
  }

  private static StoredSpan tool(long id, long trace) {
    return SampleSpan.of(id)
        .trace(trace)
        .parent(1)
        .name("execute_tool calculator")
        .put("gen_ai.operation.name", "execute_tool")
        .build();
  }
}
