package dev.fulgurite.exporter.pressure;

/**
 * Goes a step down with each value above the one threshold, the first one when there were five in a
 * row, and a step back with each below the other. Not thread-safe.
 */
final class Throttle {
  /** A sixty-fourth is little enough; more steps would only take longer to come back. */
  private static final int MAX_STEPS = 6;

  /** A program that starts is busy for a moment. */
  private static final int PATIENCE = 5;

  private final double down;
  private final double up;
  private int steps;
  private int highInARow;

  Throttle(double down, double up) {
    this.down = down;
    this.up = up;
  }

  /** Returns whether it changed; an unknown value, NaN, changes nothing. */
  boolean changes(double value) {
    int before = steps;
    highInARow = value > down ? highInARow + 1 : 0;
    if (highInARow > 0) {
      boolean patient = steps == 0 && highInARow < PATIENCE;
      steps = patient ? 0 : Math.min(MAX_STEPS, steps + 1);
    } else if (value < up) {
      steps = Math.max(0, steps - 1);
    }
    return steps != before;
  }

  int steps() {
    return steps;
  }
}
