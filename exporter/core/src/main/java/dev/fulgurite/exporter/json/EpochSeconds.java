package dev.fulgurite.exporter.json;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Nanoseconds since the epoch as decimal seconds, exact in both directions. */
final class EpochSeconds {
  private static final int NANO_DIGITS = 9;

  // At least one decimal: a reader in a typed language shall see a double.
  static String write(long epochNanos) {
    BigDecimal seconds = BigDecimal.valueOf(epochNanos, NANO_DIGITS).stripTrailingZeros();
    return (seconds.scale() < 1 ? seconds.setScale(1) : seconds).toPlainString();
  }

  static long read(BigDecimal seconds) {
    if (seconds.precision() - seconds.scale() > NANO_DIGITS + 1) {
      throw new IllegalArgumentException("expected seconds since the epoch, was " + seconds);
    }
    return seconds.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  private EpochSeconds() {}
}
