package dev.fulgurite.exporter.store;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanView;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The value a span is scored with, where it is one; older shapes of rewards included. */
final class PrimaryReward {
  /** Null without a reward, and for NaN and infinities, which nothing can be averaged with. */
  static @Nullable Double of(SpanView span) {
    OptionalDouble value = SpanReaders.rewardValue(span);
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  private PrimaryReward() {}
}
