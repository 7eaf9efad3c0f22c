package dev.fulgurite.chaos;

import java.util.Random;

/** How much is run: a slice, or with the profile {@code stress} all. */
final class Scale {
  static final boolean FULL = Boolean.getBoolean("fulgurite.test.full");
  static final long SEED = Long.getLong("fulgurite.test.seed", 20261121L);

  static int of(int slice, int full) {
    return FULL ? full : slice;
  }

  static Random random() {
    return new Random(SEED);
  }

  private Scale() {}
}
