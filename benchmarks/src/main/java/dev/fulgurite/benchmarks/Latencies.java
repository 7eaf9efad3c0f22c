package dev.fulgurite.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** How long one thing took, ours and the alternative in turn, in milliseconds. */
final class Latencies {
  private static final int CHECKED = 3;
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final int MIN = 7;
  private static final int MAX = 300;
  private static final long BUDGET_NANOS = 10_000_000_000L;

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();

  /** One query with the n-th of its parameters; gives what it found, to be compared. */
  interface Asking {
    Object ask(int n) throws Exception;
  }

  private Latencies() {}

  /**
   * Asks both the same, as often as the time allows.
   *
   * @throws IllegalStateException where one finds something else than the other
   */
  static Latencies of(String what, Asking ours, Asking theirs) throws Exception {
    warmUp(what, ours, theirs);
    Latencies latencies = new Latencies();
    long end = System.nanoTime() + BUDGET_NANOS;
    for (int i = 0; i < MAX && (i < MIN || System.nanoTime() < end); i++) {
      if (i % 2 == 0) {
        latencies.ours.add(millis(ours, i));
        latencies.theirs.add(millis(theirs, i));
      } else {
        latencies.theirs.add(millis(theirs, i));
        latencies.ours.add(millis(ours, i));
      }
    }
    return latencies;
  }

  /** Until both are compiled and what they read is in memory. */
  private static void warmUp(String what, Asking ours, Asking theirs) throws Exception {
    long end = System.nanoTime() + WARM_UP_NANOS;
    for (int i = 0; i < CHECKED || System.nanoTime() < end; i++) {
      Object found = ours.ask(i);
      Object expected = theirs.ask(i);
      if (!isSame(found, expected)) {
        throw new IllegalStateException(
            "%s: ours found %s, the alternative %s".formatted(what, found, expected));
      }
    }
  }

  /** Of spans, whatever the order of those that started at the same time. */
  private static boolean isSame(Object found, Object expected) {
    return (found instanceof List<?> some && expected instanceof List<?> others)
        ? some.size() == others.size() && new HashSet<>(some).equals(new HashSet<>(others))
        : found.equals(expected);
  }

  private static double millis(Asking asking, int n) throws Exception {
    long before = System.nanoTime();
    asking.ask(n);
    return (System.nanoTime() - before) / 1e6;
  }

  Medians at(double share) {
    return new Medians(at(share, ours), at(share, theirs));
  }

  private static double at(double share, List<Double> all) {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
  }
}
