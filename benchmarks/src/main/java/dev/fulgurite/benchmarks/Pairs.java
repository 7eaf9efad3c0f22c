package dev.fulgurite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/** Runs of ours and of the alternative, in turn, changing who goes first. */
final class Pairs<T> {
  private static final int PAIRS = 7;

  private final List<T> ours = new ArrayList<>();
  private final List<T> theirs = new ArrayList<>();

  private Pairs() {}

  /** Runs each once to warm up, then {@value #PAIRS} pairs. */
  static <T> Pairs<T> run(Callable<T> ours, Callable<T> theirs) throws Exception {
    return run(PAIRS, ours, theirs);
  }

  /** The same with another number of pairs. */
  static <T> Pairs<T> run(int count, Callable<T> ours, Callable<T> theirs) throws Exception {
    ours.call();
    theirs.call();
    Pairs<T> pairs = new Pairs<>();
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        pairs.ours.add(ours.call());
        pairs.theirs.add(theirs.call());
      } else {
        pairs.theirs.add(theirs.call());
        pairs.ours.add(ours.call());
      }
    }
    return pairs;
  }

  Medians medians(ToDoubleFunction<T> figure) {
    return new Medians(median(ours, figure), median(theirs, figure));
  }

  private static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
