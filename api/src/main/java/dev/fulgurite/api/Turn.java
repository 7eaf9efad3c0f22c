package dev.fulgurite.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a user says and all that answers it. Never empty; not thread-safe. */
final class Turn {
  private final Deque<Step> steps = new ArrayDeque<>();

  Turn(Step first) {
    steps.add(first);
  }

  Deque<Step> steps() {
    return steps;
  }

  /** The latest step that made the call, or null. */
  @Nullable Step calling(@Nullable String callId) {
    for (Iterator<Step> newest = steps.descendingIterator(); newest.hasNext(); ) {
      Step step = newest.next();
      if (step.calls(callId)) {
        return step;
      }
    }
    return null;
  }

  /** The oldest answer; the question only when nothing but the newest step is left beside it. */
  Step removeOldest() {
    Step first = steps.removeFirst();
    if (steps.size() < 2 || !first.isQuestion()) {
      return first;
    }
    Step second = steps.removeFirst();
    steps.addFirst(first);
    return second;
  }
}
