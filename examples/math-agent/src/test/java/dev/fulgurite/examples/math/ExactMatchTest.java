package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ExactMatchTest {
  private final ExactMatch exactMatch = new ExactMatch();

  @Test
  void score_comparesNumbers_notTheirSpelling() {
    assertThat(score("It is 18.\n#### 18", "18")).isEqualTo(1.0);
    assertThat(score("#### $1,800.00", "1800")).isEqualTo(1.0);
    assertThat(score("A: 18.5", "18")).isEqualTo(0.0);
  }

  @Test
  void score_isZero_withoutAnAnswer() {
    assertThat(score("", "0")).isEqualTo(0.0);
    assertThat(score("Surely 18", "18")).isEqualTo(0.0);
  }

  @Test
  void scores_countsRightAndWrong() {
    score("#### 1", "1");
    score("#### 1", "2");

    assertThat(exactMatch.scores()).isEqualTo(2);
  }

  private double score(String answer, String expected) {
    return exactMatch.score(answer, new BigDecimal(expected));
  }
}
