package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void lines_canBeReadByPrograms() {
    Counts counts = new Counts(20, 20, 74, 54, 20, 17);

    assertThat(counts.lines().lines())
        .containsExactly(
            "counted: questions=20 service_calls=20 model_calls=74 tool_calls=54 rewards=20"
                + " total=168",
            "accuracy: 0.85 (17/20)");
  }

  @Test
  void accuracy_isTheShortestDouble() {
    assertThat(new Counts(3, 3, 3, 0, 3, 1).lines()).endsWith("accuracy: 0.3333333333333333 (1/3)");
    assertThat(new Counts(3, 3, 3, 0, 3, 3).lines()).endsWith("accuracy: 1.0 (3/3)");
  }
}
