package dev.fulgurite.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * How long one thing took, ours and the alternative in turn, in milliseconds: when it was asked for
 * the first time, and at once again.
 */
final class Latencies {
  private static final int CHECKED = 3;
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final int SAID = 1_000;
  private static final int MIN = 7;
  private static final int MAX = 250;
  private static final long BUDGET_NANOS = 10_000_000_000L;

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();

  /** One query; gives what it found, to be compared. */
  interface Asking {
    /**
     * @param n which of its parameters to ask with; the negative ones are asked to warm up
     */
    Object ask(int n) throws Exception;
  }

  /**
   * @param again the same question, once more
   */
  record Both(Latencies first, Latencies again) {}

  private Latencies() {}

  /**
   * Asks both the same, as often as the time allows.
   *
   * @throws IllegalStateException where one finds something else than the other
   */
  static Latencies of(String what, Asking ours, Asking theirs) throws Exception {
    return of(what, ours, theirs, Latencies::isSame, 1).get(0);
  }

  /** Of two whose answers differ; where neither finds anything, there is nothing to compare. */
  static Latencies ofOthers(String what, Asking ours, Asking theirs) throws Exception {
    return of(what, ours, theirs, Latencies::areSome, 1).get(0);
  }

  /** The same, each question twice. */
  static Both ofBoth(String what, Asking ours, Asking theirs) throws Exception {
    List<Latencies> both = of(what, ours, theirs, Latencies::isSame, 2);
    return new Both(both.get(0), both.get(1));
  }

  private static List<Latencies> of(
      String what, Asking ours, Asking theirs, BiPredicate<Object, Object> fit, int times)
      throws Exception {
    warmUp(what, ours, theirs, fit);
    List<Latencies> all = Stream.generate(Latencies::new).limit(times).toList();
    long end = System.nanoTime() + BUDGET_NANOS;
    for (int i = 0; i < MAX && (i < MIN || System.nanoTime() < end); i++) {
      for (Latencies latencies : all) {
        latencies.add(i, ours, theirs);
      }
    }
    return all;
  }

  private void add(int n, Asking our, Asking their) throws Exception {
    if (n % 2 == 0) {
      ours.add(millis(our, n));
      theirs.add(millis(their, n));
    } else {
      theirs.add(millis(their, n));
      ours.add(millis(our, n));
    }
  }

  /** Until both are compiled and the files are in memory. */
  private static void warmUp(
      String what, Asking ours, Asking theirs, BiPredicate<Object, Object> fit) throws Exception {
    long end = System.nanoTime() + WARM_UP_NANOS;
    for (int i = 0; i < CHECKED || System.nanoTime() < end; i++) {
      Object found = ours.ask(-1 - i);
      Object expected = theirs.ask(-1 - i);
      if (!fit.test(found, expected)) {
        throw new IllegalStateException(
            "%s: ours found %s, the alternative %s".formatted(what, few(found), few(expected)));
      }
    }
  }

  /** Of spans, whatever the order of those that started at the same time. */
  private static boolean isSame(Object found, Object expected) {
    return (found instanceof List<?> some && expected instanceof List<?> others)
        ? some.size() == others.size() && new HashSet<>(some).equals(new HashSet<>(others))
        : found.equals(expected);
  }

  private static boolean areSome(Object found, Object others) {
    return !((List<?>) found).isEmpty() || !((List<?>) others).isEmpty();
  }

  private static String few(Object found) {
    String said = String.valueOf(found);
    return said.length() <= SAID ? said : said.substring(0, SAID) + "…";
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
