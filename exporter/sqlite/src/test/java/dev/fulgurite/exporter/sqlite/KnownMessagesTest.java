package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownMessagesTest {
  private static final MessageKey ONE = new MessageKey("s", 1, 1);
  private static final MessageKey OTHER = new MessageKey("s", 2, 2);

  private final KnownMessages known = new KnownMessages();

  /** By the generation a batch knows that it was packed with what is known no more. */
  @Test
  void forget_isAnotherGeneration_whereSomethingWasKnown() {
    known.add(ONE, new MessageReference(false, 7, 3), 1);
    known.add(OTHER, new MessageReference(false, 7, 4), 1);
    long before = known.generation();

    known.forget(place -> place.block() == 8);
    assertThat(known.generation()).isEqualTo(before);

    known.forget(place -> place.block() == 7 && place.slot() == 3);
    assertThat(known.generation()).isNotEqualTo(before);
    assertThat(known.find(ONE)).isNull();
    assertThat(known.find(OTHER)).isNotNull();
  }
}
