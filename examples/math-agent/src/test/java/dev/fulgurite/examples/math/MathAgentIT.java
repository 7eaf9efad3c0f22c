package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.examples.math.replay.Problem;
import dev.fulgurite.examples.math.replay.ReplayServer;
import dev.fulgurite.examples.math.replay.Solution;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.langchain4j.service.tool.ToolExecution;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The agent and the replay server together, over HTTP. */
class MathAgentIT {
  private static final String SOLUTION =
      "One is <<3*4=12>>12, half {{of}} it <<12/2=6>>6.\n<<6/0=0>>Oops.\n<<2x=1>><<6+1=7>>\nA: 7";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void theTool_isCalledInOrder_andMayFail() throws Exception {
    Calculator calculator = new Calculator();
    try (Endpoint endpoint = endpoint(List.of(problem(1, "7")))) {
      Traced agent =
          AiServices.builder(Traced.class).chatModel(endpoint.model()).tools(calculator).build();

      Result<String> result = agent.solve("Question {{1}}?");

      assertThat(result.content()).isEqualTo("A: 7");
      assertThat(result.toolExecutions())
          .extracting(MathAgentIT::expression)
          .containsExactly("3*4", "12/2", "6/0", "2x", "6+1");
      assertThat(result.toolExecutions())
          .extracting(ToolExecution::result)
          .containsExactly(
              "12",
              "6",
              "Division by zero in \"6/0\"",
              "Unexpected 'x' at position 2 of \"2x\"",
              "7");
      assertThat(calculator.failures()).isEqualTo(2);
      assertThat(endpoint.modelCalls()).isEqualTo(6);
    }
  }

  @Test
  void evaluation_countsEveryCall() throws Exception {
    List<Problem> problems = List.of(problem(1, "7"), problem(2, "8"), problem(3, "7.0"));

    assertThat(evaluate(problems, 1)).isEqualTo(new Counts(3, 3, 18, 15, 3, 2));
    assertThat(progress()).isEqualTo(".x. 3/3");
  }

  @Test
  void evaluation_keepsQuestionsApart_whenTheyRunAtOnce() throws Exception {
    List<Problem> problems =
        IntStream.rangeClosed(1, 40).mapToObj(i -> problem(i, i % 4 == 0 ? "8" : "7")).toList();

    assertThat(evaluate(problems, 8)).isEqualTo(new Counts(40, 40, 240, 200, 40, 30));
  }

  @Test
  void evaluation_goesOn_whenAQuestionGetsNoAnswer() throws Exception {
    Progress progress = new Progress(print(), 2);
    try (Endpoint endpoint = endpoint(List.of(problem(2, "7")))) {
      Evaluation evaluation = new Evaluation(endpoint, progress);

      Counts counts = evaluation.run(List.of(problem(1, "7"), problem(2, "7")), 1);

      assertThat(counts).isEqualTo(new Counts(2, 2, 6, 5, 2, 1));
      assertThat(progress()).isEqualTo("!. 2/2");
      assertThat(progress.failures())
          .startsWith("no answer to 1 of 2 questions, the first: q-1-")
          .contains("no recorded solution");
      assertThat(progress.allFailed()).isFalse();
    }
  }

  private Counts evaluate(List<Problem> problems, int parallel) throws Exception {
    try (Endpoint endpoint = endpoint(problems)) {
      return new Evaluation(endpoint, new Progress(print(), problems.size()))
          .run(problems, parallel);
    }
  }

  private static Endpoint endpoint(List<Problem> problems) throws Exception {
    return ReplayEndpoint.of(ReplayServer.start(0, problems, 4));
  }

  private static Problem problem(int number, String expected) {
    String question = "Question {{" + number + "}}?";
    return new Problem(number, question, Solution.parse(SOLUTION), new BigDecimal(expected));
  }

  private static String expression(ToolExecution execution) {
    return execution.request().arguments().replaceAll("\\{\"expression\":\"(.*)\"}", "$1");
  }

  private PrintStream print() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private String progress() {
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  /** As MathAgent, with what happened on the way. */
  interface Traced {
    @UserMessage("{{question}}")
    Result<String> solve(@V("question") String question);
  }
}
