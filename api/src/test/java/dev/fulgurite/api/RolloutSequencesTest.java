package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RolloutSequencesTest {
  private final RolloutSequences sequences = new RolloutSequences(2);

  @Test
  void counter_isSharedByAllWhoAskForTheRollout() {
    assertThat(sequences.of("a")).isSameAs(sequences.of("a")).isNotSameAs(sequences.of("b"));
  }

  @Test
  void counter_isRemembered_amongTheLatest() {
    sequences.of("a").set(7);
    System.gc();

    assertThat(sequences.of("a")).hasValue(7);
  }

  @Test
  void counter_inUse_isNeverForgotten() {
    AtomicLong inUse = sequences.of("a");
    for (int i = 0; i < 1_000; i++) {
      sequences.of("other-" + i);
    }
    System.gc();

    assertThat(sequences.of("a")).isSameAs(inUse);
  }

  @Test
  void counter_outOfUse_isForgottenInTheEnd() {
    sequences.of("a").set(7);

    await()
        .untilAsserted(
            () -> {
              System.gc();
              sequences.of("b");
              sequences.of("c");
              assertThat(sequences.size()).isEqualTo(2);
            });
    assertThat(sequences.of("a")).hasValue(0);
  }
}
