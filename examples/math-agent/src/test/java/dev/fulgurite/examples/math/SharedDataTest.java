package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fulgurite.examples.math.replay.Dataset;
import dev.fulgurite.examples.math.replay.FinalAnswer;
import dev.fulgurite.examples.math.replay.Problem;
import dev.fulgurite.examples.math.replay.Solution;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real data, where it is on this machine: {@code ../shared/data} beside the checkout, or the folder
 * that FULGURITE_TEST_DATA names.
 */
class SharedDataTest {
  private static final String RECORDED = "gsm8k-model-solutions-200.jsonl";

  @Test
  void everyReferenceSolution_isUnderstood() throws Exception {
    List<Problem> problems = read("gsm8k-test-400.jsonl", Dataset.REFERENCE);

    assertThat(problems).hasSize(400);
    assertThat(steps(problems)).hasSize(1254);
    assertThat(unparsable(problems)).isEmpty();
    assertThat(problems)
        .allMatch(p -> FinalAnswer.of(lastTurn(p)).orElseThrow().equals(p.expected()));
  }

  @ParameterizedTest
  @CsvSource({
    "reference,620,0,200",
    "6b_finetuning,604,1,45",
    "6b_verification,616,2,75",
    "175b_finetuning,645,2,65",
    "175b_verification,612,2,110",
  })
  void everyModelOutput_isUnderstood(String model, int steps, int unparsable, int right)
      throws Exception {
    List<Problem> problems = read(RECORDED, model);

    System.out.println(model + ": steps that are no arithmetic: " + unparsable(problems));
    assertThat(problems).hasSize(200);
    assertThat(steps(problems)).hasSize(steps);
    assertThat(unparsable(problems)).hasSize(unparsable);
    ExactMatch exactMatch = new ExactMatch();
    assertThat(problems.stream().filter(p -> exactMatch.score(lastTurn(p), p.expected()) == 1.0))
        .as("as many as the data's own is_correct says")
        .hasSize(right);
  }

  private static List<Problem> read(String name, String model) throws Exception {
    String folder = System.getenv("FULGURITE_TEST_DATA");
    Path file = Path.of(folder == null ? "../../../shared/data" : folder).resolve(name);
    assumeTrue(Files.isRegularFile(file), file + " is not on this machine");
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return Dataset.read(lines, name, model, Integer.MAX_VALUE);
    }
  }

  private static List<String> steps(List<Problem> problems) {
    return problems.stream()
        .flatMap(problem -> problem.solution().turns().stream())
        .map(Solution.Turn::expression)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<String> unparsable(List<Problem> problems) {
    List<String> unparsable = new ArrayList<>();
    for (String step : steps(problems)) {
      try {
        Expression.evaluate(step);
      } catch (ArithmeticException e) {
        unparsable.add(step);
      }
    }
    return unparsable;
  }

  private static String lastTurn(Problem problem) {
    List<Solution.Turn> turns = problem.solution().turns();
    return turns.get(turns.size() - 1).text();
  }
}
