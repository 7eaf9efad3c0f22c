package dev.fulgurite.benchmarks;

import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Medians of alternating pairs.
 *
 * @param ours median of our figures
 * @param theirs median of the alternative's
 */
record Pairs(double ours, double theirs) {
  private static final int PAIRS = 9;

  /** Runs each once to warm up, then {@value #PAIRS} pairs, changing who goes first. */
  static Pairs run(Callable<Double> ours, Callable<Double> theirs) throws Exception {
    ours.call();
    theirs.call();
    double[] mine = new double[PAIRS];
    double[] others = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      if (i % 2 == 0) {
        mine[i] = ours.call();
        others[i] = theirs.call();
      } else {
        others[i] = theirs.call();
        mine[i] = ours.call();
      }
    }
    return new Pairs(median(mine), median(others));
  }

  double ratio() {
    return ours / theirs;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
