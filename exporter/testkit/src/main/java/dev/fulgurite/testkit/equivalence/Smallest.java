package dev.fulgurite.testkit.equivalence;

import java.util.Iterator;
import java.util.function.Predicate;
import net.jqwik.api.Shrinkable;

/** Makes a value smaller while it still fails. */
final class Smallest {
  private static final int MAX_TRIES = 2_000;

  private int tries;

  static <T> Shrinkable<T> of(Shrinkable<T> failing, Predicate<T> fails) {
    return new Smallest().shrink(failing, fails);
  }

  private <T> Shrinkable<T> shrink(Shrinkable<T> failing, Predicate<T> fails) {
    Shrinkable<T> smallest = failing;
    Iterator<Shrinkable<T>> candidates = smallest.shrink().iterator();
    while (candidates.hasNext() && tries++ < MAX_TRIES) {
      Shrinkable<T> candidate = candidates.next();
      if (fails.test(candidate.value())) {
        smallest = candidate;
        candidates = smallest.shrink().iterator();
      }
    }
    return smallest;
  }

  private Smallest() {}
}
