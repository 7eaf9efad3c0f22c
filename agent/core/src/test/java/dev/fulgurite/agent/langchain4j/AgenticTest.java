package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.Counter;
import dev.fulgurite.fixture.Editor;
import dev.fulgurite.fixture.Writer;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Systems of agents: a span each for the system, its steps, and systems within it. */
class AgenticTest {
  private static final Map<String, Object> CATS = Map.of("topic", "cats");

  @RegisterExtension final Traced traced = new Traced();

  /** The name of the outermost system, which 1.9 tells nobody. */
  private static String root(String name) {
    try {
      Class.forName(Names.PLANNER_EXECUTOR);
      return name;
    } catch (ClassNotFoundException e) {
      return "UntypedAgent";
    }
  }

  private Writer writer() {
    return AgenticServices.agentBuilder(Writer.class)
        .chatModel(traced.model(StubOpenAi.inRounds(Reply.text("Cats are cats."))))
        .outputKey("story")
        .build();
  }

  private Editor editor(boolean async) {
    return AgenticServices.agentBuilder(Editor.class)
        .chatModel(traced.model(StubOpenAi.inRounds(Reply.text("Cats."))))
        .async(async)
        .outputKey("summary")
        .build();
  }

  @Test
  void sequence_hasItsStepsBelow() {
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .name("publisher")
            .subAgents(writer(), new Counter(), editor(false))
            .outputKey("summary")
            .build();

    assertThat(system.invoke(CATS)).isEqualTo("Cats.");
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent %s
              invoke_agent writer
                chat gpt-test
              invoke_agent counter
              invoke_agent editor
                chat gpt-test
            """
                .formatted(root("publisher")));
  }

  @Test
  void system_saysWhatItWasAskedAndWhatItAnswered() {
    AgenticServices.sequenceBuilder()
        .name("publisher")
        .subAgents(writer())
        .outputKey("story")
        .build()
        .invoke(CATS);

    SpanData system = traced.tree().only("invoke_agent " + root("publisher"));
    assertThat(SpanTree.string(system, "gen_ai.operation.name")).isEqualTo("invoke_agent");
    assertThat(SpanTree.string(system, "gen_ai.agent.name")).isEqualTo(root("publisher"));
    assertThat(SpanTree.string(system, "gen_ai.input.messages")).contains("cats");
    assertThat(SpanTree.string(system, "gen_ai.output.messages")).contains("Cats are cats.");
    SpanData step = traced.tree().only("invoke_agent writer");
    assertThat(SpanTree.string(step, "gen_ai.agent.id")).startsWith("writer");
    assertThat(SpanTree.string(step, "gen_ai.input.messages")).contains("Write about cats.");
  }

  @Test
  void steps_areBelowTheirOwnSystem_whenTheyRunInParallel() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    UntypedAgent both =
        AgenticServices.parallelBuilder()
            .name("both")
            .subAgents(writer(), editor(false))
            .executor(threads)
            .output(scope -> scope.readState("story", "") + scope.readState("summary", ""))
            .outputKey("all")
            .build();
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .name("publisher")
            .subAgents(both, new Counter())
            .outputKey("all")
            .build();

    assertThat(system.invoke(CATS)).isEqualTo("Cats are cats.Cats.");
    threads.shutdownNow();
    SpanTree tree = traced.tree();
    assertThat(tree.spans()).as(tree.text()).hasSize(7);
    assertBelow("invoke_agent both", "invoke_agent " + root("publisher"));
    assertBelow("invoke_agent counter", "invoke_agent " + root("publisher"));
    assertBelow("invoke_agent writer", "invoke_agent both");
    assertBelow("invoke_agent editor", "invoke_agent both");
  }

  private void assertBelow(String child, String parent) {
    SpanTree tree = traced.tree();
    assertThat(tree.only(child).getParentSpanId())
        .as(tree.text())
        .isEqualTo(tree.only(parent).getSpanId());
  }

  @Test
  void asyncStep_isBelowItsSystem() {
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .name("publisher")
            .subAgents(editor(true), new Counter())
            .outputKey("summary")
            .build();

    assertThat(system.invoke(CATS)).isEqualTo("Cats.");
    Awaitility.await().until(() -> traced.home().spans().size() == 4);
    assertBelow("invoke_agent editor", "invoke_agent " + root("publisher"));
    assertBelow("chat gpt-test", "invoke_agent editor");
  }

  @Test
  @Tag("since-1.11")
  void loop_hasARoundForEachOfItsSteps() {
    AgenticServices.loopBuilder()
        .name("again")
        .subAgents(writer())
        .maxIterations(2)
        .build()
        .invoke(CATS);

    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent again
              invoke_agent writer
                chat gpt-test
              invoke_agent writer
                chat gpt-test
            """);
  }

  @Test
  void conditional_hasTheStepItChose() {
    AgenticServices.conditionalBuilder()
        .name("either")
        .subAgents(scope -> false, writer())
        .subAgents(scope -> true, editor(false))
        .build()
        .invoke(CATS);

    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent %s
              invoke_agent editor
                chat gpt-test
            """
                .formatted(root("either")));
  }

  @Test
  @Tag("since-1.11")
  void supervisor_plansBetweenItsSteps() {
    String plan = "{\"agentName\":\"%s\",\"arguments\":{%s}}";
    StubOpenAi planner =
        new StubOpenAi(
            body ->
                Reply.text(
                    body.toString().contains("Cats are cats.")
                        ? plan.formatted("done", "\"response\":\"Done.\"")
                        : plan.formatted("writer", "\"topic\":\"cats\"")));
    String answer =
        String.valueOf(
            AgenticServices.supervisorBuilder()
                .name("boss")
                .chatModel(traced.model(planner))
                .subAgents(writer())
                .build()
                .invoke("Write about cats."));

    assertThat(answer).isNotBlank();
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent boss
              invoke_agent PlannerAgent
                chat gpt-test
              invoke_agent writer
                chat gpt-test
              invoke_agent PlannerAgent
                chat gpt-test
            """);
  }

  @Test
  void step_fails_withWhatItThrew() {
    UntypedAgent system =
        AgenticServices.sequenceBuilder().name("publisher").subAgents(new Counter()).build();

    assertThatThrownBy(() -> system.invoke(Map.of("topic", "")))
        .isInstanceOf(RuntimeException.class);
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent %s !
              invoke_agent counter !
            """
                .formatted(root("publisher")));
    assertThat(SpanTree.string(traced.tree().only("invoke_agent counter"), "error.type"))
        .isEqualTo("java.lang.IllegalArgumentException");
  }
}
