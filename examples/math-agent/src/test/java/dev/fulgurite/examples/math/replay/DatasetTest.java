package dev.fulgurite.examples.math.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
  private static final String REFERENCE =
      """
      {"question": "Two and two?", "answer": "2+2 = <<2+2=4>>4\\n#### 4"}

      {"question": "A fifth of 50?", "answer": "<<20%*50=10>>\\n<< 10 / 10 =1>>\\n#### 10"}
      """;
  private static final String RECORDED =
      """
      {"question": "q1", "ground_truth": "<<1+1=2>>2\\nA: 2", "small": {"is_correct": false, \
      "solution": "<<1+2=3>>3\\nA: 3"}, "large": {"solution": "no step\\nA: 2"}}
      {"question": "q2", "ground_truth": "A: 1,000", "small": {"solution": "<<5*x=1"}, \
      "large": {"solution": "<<.5*2000=1000.0>>\\nA: 1000"}}
      """;

  @Test
  void read_takesReferenceSolutions() {
    List<Problem> problems = read(REFERENCE, null, 10);

    assertThat(problems).extracting(Problem::number).containsExactly(1, 2);
    assertThat(problems)
        .extracting(Problem::question)
        .containsExactly("Two and two?", "A fifth of 50?");
    assertThat(problems).extracting(p -> p.solution().steps()).containsExactly(1, 2);
    assertThat(problems)
        .extracting(Problem::expected)
        .containsExactly(new BigDecimal(4), new BigDecimal(10));
  }

  @Test
  void read_replaysTheFirstModel_byDefault() {
    List<Problem> problems = read(RECORDED, null, 10);

    assertThat(problems).isEqualTo(read(RECORDED, "small", 10));
    assertThat(problems.get(0).solution()).isEqualTo(Solution.parse("<<1+2=3>>3\nA: 3"));
    assertThat(problems.get(1).solution().steps()).isZero();
    assertThat(problems.get(1).expected()).isEqualTo(new BigDecimal(1000));
  }

  @Test
  void read_replaysTheNamedModel_orTheReference() {
    assertThat(read(RECORDED, "large", 10).get(1).solution().steps()).isEqualTo(1);
    assertThat(read(RECORDED, "reference", 10).get(0).solution())
        .isEqualTo(Solution.parse("<<1+1=2>>2\nA: 2"));
  }

  @Test
  void read_doesNotLookBeyondTheLimit() {
    assertThat(read(REFERENCE + "{\"question", null, 2)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"question\": \"q\", \"answ|is not complete JSON",
        "{} {}|is not complete JSON",
        "[1]|is not a JSON object",
        "{\"answer\": \"#### 1\"}|has no text under \"question\"",
        "{\"question\": \" \", \"answer\": \"#### 1\"}|has no text under \"question\"",
        "{\"question\": \"q\"}|has no text under \"ground_truth\"",
        "{\"question\": \"q\", \"answer\": 1}|has no text under \"answer\"",
      })
  void read_namesTheLineAndTheRemedy(String line, String what) {
    assertBad(() -> read(line, null, 10))
        .hasMessage("f.jsonl line 1 " + what + "; mend or remove that line");
    assertBad(() -> read(REFERENCE + line, null, 10))
        .hasMessage(
            "f.jsonl line 4 "
                + what
                + "; mend or remove that line, or stop before it with --limit");
  }

  @Test
  void read_refusesAQuestionWithoutAnAnswer() {
    assertBad(() -> read("{\"question\": \"q\", \"answer\": \"who knows\"}", null, 10))
        .hasMessage("f.jsonl line 1 has no final answer; end it with a line like #### 18");
  }

  @Test
  void read_refusesAQuestionAskedTwice() {
    assertBad(() -> read(REFERENCE + REFERENCE, null, 10))
        .hasMessage("f.jsonl line 4 repeats the question of line 1; remove one of the two");
  }

  @Test
  void read_namesTheModels_whenThereIsNoSuch() {
    assertBad(() -> read(RECORDED, "huge", 10))
        .hasMessage(
            "f.jsonl line 1 has no output of model huge; use --model with one of small, large,"
                + " reference");
  }

  @Test
  void read_refusesAnEmptyFile() {
    assertBad(() -> read("\n", null, 10)).hasMessageStartingWith("f.jsonl holds no problem;");
  }

  private static List<Problem> read(String lines, String model, int limit) {
    return Dataset.read(new BufferedReader(new StringReader(lines)), "f.jsonl", model, limit);
  }

  private static AbstractThrowableAssert<?, ?> assertBad(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(BadInputException.class);
  }
}
