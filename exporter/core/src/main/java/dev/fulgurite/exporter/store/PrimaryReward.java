package dev.fulgurite.exporter.store;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanView;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The value a span is scored with, where it is one; older shapes of rewards included. */
final class PrimaryReward {
  /**
   * Null without a reward, and for NaN and infinities, which nothing can be averaged with. Zero has
   * no sign, which columns of numbers do not keep.
   */
  static @Nullable Double of(SpanView span) {
    OptionalDouble value = SpanReaders.rewardValue(span);
    boolean number = value.isPresent() && Double.isFinite(value.getAsDouble());
    return number ? value.getAsDouble() + 0.0 : null;
  }

  private PrimaryReward() {}
}
