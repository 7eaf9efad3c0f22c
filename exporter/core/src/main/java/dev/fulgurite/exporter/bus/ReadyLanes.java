package dev.fulgurite.exporter.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes whose next event may be handled, the most urgent first; those of one rank take turns.
 * Belongs to the lock of the mailbox.
 */
final class ReadyLanes {
  private final List<ArrayDeque<Lane>> queues = new ArrayList<>();
  private int size;

  ReadyLanes() {
    for (int rank = 0; rank < Priority.RANKS; rank++) {
      queues.add(new ArrayDeque<>());
    }
  }

  int size() {
    return size;
  }

  /** Adds a lane, or moves it to where its rank is now. */
  void add(Lane lane) {
    int rank = lane.rank();
    if (lane.readyRank != rank) {
      remove(lane);
      lane.readyRank = rank;
      size++;
      queues.get(rank).add(lane);
    }
  }

  void remove(Lane lane) {
    if (lane.readyRank != Lane.NOT_READY) {
      queues.get(lane.readyRank).removeFirstOccurrence(lane); // mostly near the head
      lane.readyRank = Lane.NOT_READY;
      size--;
    }
  }

  /** Takes the next one; null where there is none. */
  @Nullable Lane poll() {
    for (ArrayDeque<Lane> queue : queues) {
      Lane first = queue.peek();
      if (first != null) {
        remove(first);
        return first;
      }
    }
    return null;
  }
}
