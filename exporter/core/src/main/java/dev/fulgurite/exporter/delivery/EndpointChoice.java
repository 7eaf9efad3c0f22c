package dev.fulgurite.exporter.delivery;

import java.util.List;
import java.util.function.IntPredicate;

/** Which of several endpoints gets the next batch. */
public final class EndpointChoice {
  /** None of them may be sent anything. */
  public static final int NONE = -1;

  /**
   * The first that does well, else the first that works at all: slow is better than nothing.
   *
   * @param usable leaves out by index, such as those that have failed with this batch
   */
  public static int of(List<Health> endpoints, IntPredicate usable, long now) {
    int working = NONE;
    for (int i = endpoints.size() - 1; i >= 0; i--) {
      if (usable.test(i) && endpoints.get(i).permits(now)) {
        boolean better = working == NONE || endpoints.get(i).isPreferred(now);
        working = better || !endpoints.get(working).isPreferred(now) ? i : working;
      }
    }
    return working;
  }

  private EndpointChoice() {}
}
