package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16-3-4|9",
        "2+3*4|14",
        "(2+3)*4|20",
        "12/3/2|2",
        ".5*10|5",
        "5.*2|10",
        "80,000 + 50,000|130000",
        "1,250*1.2|1500",
        "20%*50|10",
        "50*20%|10",
        "(10+15)%|0.25",
        "-7+12|5",
        "3*-2|-6",
        "--4|4",
        "10/3*3|10",
        "1/3|0.3333333333333333",
        "0.1+0.2|0.3",
        "5-5.00|0",
        " 2 * ( 85 + 40 ) |250",
        "007|7",
        "1000000*1000000|1000000000000",
      })
  void evaluate_gives(String expression, String value) {
    assertThat(Expression.evaluate(expression).toPlainString()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28-2x|Unexpected 'x' at position 5 of \"28-2x\"",
        "x+56|Unexpected 'x' at position 1 of \"x+56\"",
        "2*(85+40|It ends too early at position 9 of \"2*(85+40\"",
        "5*|It ends too early at position 3 of \"5*\"",
        "1 2|Unexpected '2' at position 3 of \"1 2\"",
        "7%3|Unexpected '3' at position 3 of \"7%3\"",
        "2(3)|Unexpected '(' at position 2 of \"2(3)\"",
        "1,00|Unexpected ',' at position 2 of \"1,00\"",
        "3)|Unexpected ')' at position 2 of \"3)\"",
        "480/(6-6)|Division by zero in \"480/(6-6)\"",
        "''|It ends too early at position 1 of \"\"",
      })
  void evaluate_saysWhatIsWrong(String expression, String message) {
    assertThatThrownBy(() -> Expression.evaluate(expression))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(message);
  }

  @Test
  void evaluate_refusesWhatWouldExhaustTheStack() {
    assertThatThrownBy(() -> Expression.evaluate("(".repeat(400) + "1" + ")".repeat(400)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("100 brackets");
    assertThatThrownBy(() -> Expression.evaluate("1+".repeat(1_000)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("1000 characters");
    assertThat(Expression.evaluate("(".repeat(100) + "1" + ")".repeat(100)))
        .isEqualByComparingTo("1");
  }

  @Test
  void evaluate_countsBracketsWithinEachOther_notBesideEachOther() {
    assertThat(Expression.evaluate("(1)+".repeat(150) + "0")).isEqualByComparingTo("150");
  }
}
