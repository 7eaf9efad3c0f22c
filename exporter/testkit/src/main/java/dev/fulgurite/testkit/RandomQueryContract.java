package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.testkit.equivalence.Equivalence;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random spans are answered as their definition has it. {@code mvn verify} asks
 * a slice of them, {@code mvn -Pstress verify} all 10,000; {@code -Dfulgurite.test.seed=N} asks
 * others.
 */
interface RandomQueryContract extends StoreUnderTest {
  int ALL = 10_000;
  int SLICE = 500;

  @Test
  default void answers_areRight_forRandomQueries() {
    int questions = Boolean.getBoolean("fulgurite.test.full") ? ALL : SLICE;
    long seed = Long.getLong("fulgurite.test.seed", 2026);

    int answered = new Equivalence(store(), seed).ask(questions);

    System.out.printf(
        "%s: %d random queries answered as defined, %d %% of them with something (seed %d)%n",
        store(), questions, 100 * answered / questions, seed);
    assertThat(store().check()).isEmpty();
    assertThat(answered).as("found something").isGreaterThanOrEqualTo(questions * 6 / 10);
  }
}
