package dev.fulgurite.examples.math.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinalAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#### 18|18",
        "####18|18",
        "A: 18|18",
        "A: 70,000|70000",
        "A: -129025|-129025",
        "#### $1,050.50|1050.50",
        "#### -$5|-5",
        "#### $-5|-5",
        "#### 18.|18",
        "#### 25%|25",
        "#### .5|.5",
        "#### 18 eggs|18",
      })
  void of_findsTheNumber(String text, String number) {
    assertThat(FinalAnswer.of("So it is 4.\n" + text)).contains(new BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "18", "#### none", "A:", "A: \n18", "Answer 18", "Plan A: 18"})
  void of_isEmpty_withoutAMarkedNumber(String text) {
    assertThat(FinalAnswer.of(text)).isEmpty();
  }

  @Test
  void of_takesTheLast() {
    assertThat(FinalAnswer.of("A: 1\nno, wait\nA: 2\n")).contains(new BigDecimal(2));
  }
}
