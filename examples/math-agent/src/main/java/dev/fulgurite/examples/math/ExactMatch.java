package dev.fulgurite.examples.math;

import dev.fulgurite.api.annotation.EmitReward;
import dev.fulgurite.examples.math.replay.FinalAnswer;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;

/** Scores answers. Thread-safe. */
final class ExactMatch {
  static final double RIGHT = 1.0;
  static final double WRONG = 0.0;

  private final AtomicLong scores = new AtomicLong();

  /** 1.0 if the number that {@code answer} ends with equals {@code expected}, else 0.0. */
  @EmitReward
  double score(String answer, BigDecimal expected) {
    scores.incrementAndGet();
    return FinalAnswer.of(answer).filter(number -> number.compareTo(expected) == 0).isPresent()
        ? RIGHT
        : WRONG;
  }

  long scores() {
    return scores.get();
  }
}
