package dev.fulgurite.exporter.bus;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The events of one session that wait, in order. Belongs to the lock of the mailbox. */
final class Lane {
  static final int NOT_READY = -1;

  /** Null for an event without a session, which is alone. */
  final @Nullable String session;

  private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
  private final int[] ranks = new int[Priority.RANKS];

  /** In which of the ready queues it stands. */
  int readyRank = NOT_READY;

  boolean running;

  Lane(@Nullable String session) {
    this.session = session;
  }

  void add(Delivery delivery) {
    delivery.lane = this;
    waiting.add(delivery);
    ranks[delivery.priority().rank()]++;
  }

  void remove(Delivery delivery) {
    waiting.removeFirstOccurrence(delivery);
    ranks[delivery.priority().rank()]--;
  }

  Delivery next() {
    Delivery next = waiting.remove();
    ranks[next.priority().rank()]--;
    return next;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** That of the most urgent event that waits here: it hurries those before it. */
  int rank() {
    int rank = 0;
    while (rank < ranks.length - 1 && ranks[rank] == 0) {
      rank++;
    }
    return rank;
  }
}
