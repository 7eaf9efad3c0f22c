package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
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

  @Test
  void eventsThatDiffer_areSaid_withoutTimesAndStackTraces() {
    write(
        failed(LEFT, 10, "TimeoutError", "after 5 s", "at one"),
        failed(RIGHT, 20, "OutOfMemory", "after 5 s", "at another"));

    assertThat(diff())
        .isEqualTo(
            """
            ~ execute_tool calculator  1.0 ms
                  event exception, exception.type: TimeoutError → OutOfMemory
            0 the same, 1 changed, 0 only in the first, 0 only in the second
            """);
  }

  @Test
  void eventsOfTwoSpans_areThere_whateverTheirOrder() {
    write(
        work(LEFT).event("a", 1, Attributes.empty()).event("b", 2, key("k", "1")).build(),
        work(RIGHT).event("b", 3, key("k", "1")).event("a", 4, Attributes.empty()).build());

    assertThat(diff()).startsWith("  execute_tool").contains("1 the same, 0 changed");
  }

  @Test
  void eventsOfOneSpan_areSaid_withWhatTheyHold() {
    write(
        work(LEFT).event("retry", 1, key("k", "1")).build(),
        work(RIGHT)
            .event("cached", 2, Attributes.empty())
            .event("retry", 3, key("k", "1"))
            .event("retry", 4, key("k", "2"))
            .build());

    assertThat(diff())
        .contains(
            "      event cached: (none) → (without attributes)\n",
            "      event retry, k: (none) → 2\n",
            "0 the same, 1 changed");
  }

  @Test
  void manyEvents_areCounted() {
    SampleSpan left = work(LEFT);
    SampleSpan right = work(RIGHT);
    for (int i = 0; i < 30; i++) {
      left.event("token", i, key("text", "a" + i));
      right.event("token", i, key("text", "b" + i));
    }
    write(left.build(), right.build());

    assertThat(diff()).hasLineCount(13).contains("      and 20 events more\n");
  }

  private static StoredSpan failed(long trace, long at, String type, String message, String stack) {
    return work(trace)
        .status(StatusCode.ERROR, "")
        .event(
            "exception",
            at,
            Attributes.builder()
                .put("exception.type", type)
                .put("exception.message", message)
                .put("exception.stacktrace", stack)
                .build())
        .build();
  }

  private static SampleSpan work(long trace) {
    return SampleSpan.of(3).trace(trace).name("execute_tool calculator");
  }

  private static Attributes key(String key, String value) {
    return Attributes.builder().put(key, value).build();
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
