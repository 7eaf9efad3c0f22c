package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who has subscribed, and what became of the events of all who ever had. Thread-safe. */
final class Subscribers {
  private final Object lock = new Object();
  private final List<Subscription> ending = new ArrayList<>();
  private LedgerSnapshot ended = LedgerSnapshot.EMPTY;
  private volatile List<Subscription> active = List.of();
  private volatile Interests interests = Interests.NONE;

  List<Subscription> active() {
    return active;
  }

  Interests interests() {
    return interests;
  }

  void add(Subscription subscription) {
    synchronized (lock) {
      List<Subscription> more = new ArrayList<>(active);
      more.add(subscription);
      become(more);
    }
  }

  /** Returns those that have gone. */
  List<Subscription> remove(Predicate<Subscription> which) {
    synchronized (lock) {
      List<Subscription> gone = active.stream().filter(which).toList();
      ending.addAll(gone);
      become(active.stream().filter(which.negate()).toList());
      return gone;
    }
  }

  private void become(List<Subscription> now) {
    active = List.copyOf(now);
    interests = Interests.of(active);
  }

  /** Those whose calls still run after they have ended. */
  List<Subscription> ending() {
    synchronized (lock) {
      return List.copyOf(ending);
    }
  }

  /** Those that are active and those that are ending. */
  List<Subscription> all() {
    synchronized (lock) {
      return Stream.concat(active.stream(), ending.stream()).toList();
    }
  }

  /** Forgets who has ended and come to rest, but for the numbers. */
  void settle() {
    synchronized (lock) {
      for (Subscription subscription : List.copyOf(ending)) {
        LedgerSnapshot ledger = subscription.ledger();
        if (ledger.inFlight() == 0 && ledger.balanced()) {
          ended = Ledgers.sum(ended, ledger);
          ending.remove(subscription);
        }
      }
    }
  }

  LedgerSnapshot ledger() {
    synchronized (lock) {
      LedgerSnapshot sum = ended;
      for (Subscription subscription : ending) {
        sum = Ledgers.sum(sum, subscription.ledger());
      }
      for (Subscription subscription : active) {
        sum = Ledgers.sum(sum, subscription.ledger());
      }
      return sum;
    }
  }
}
