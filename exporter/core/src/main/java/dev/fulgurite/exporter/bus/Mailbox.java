package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.Loss;
import dev.fulgurite.exporter.OverflowPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one handler, bounded by exact count. Thread-safe.
 *
 * <p>An emitter reserves a place in one atomic step and hands its event over in another, without a
 * lock. Those who take events first move what was handed over, under the lock, into one lane per
 * session. A lane runs one event at a time and stands among the ready ones by the most urgent event
 * in it; lanes of one rank take turns. So events of a session are handled in order, and a session
 * with many does not starve the others.
 */
final class Mailbox {
  private static final int CHUNK = 256;

  private final SubscriptionOptions options;
  private final Places places;
  private final MpscUnboundedVarHandleArrayQueue<Delivery> handedOver =
      new MpscUnboundedVarHandleArrayQueue<>(CHUNK);

  /** Held for moments, and never while a handler runs. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Lane> lanes = new HashMap<>();
  private final ReadyLanes ready = new ReadyLanes();

  /** By priority, and there in order of arrival. */
  private final List<Set<Delivery>> waiting = new ArrayList<>();

  private final Set<Delivery> running = new LinkedHashSet<>();
  private int workers;
  private long admitted;
  private volatile @Nullable String closedBy;

  Mailbox(SubscriptionOptions options) {
    this.options = options;
    this.places = new Places(options);
    for (int rank = 0; rank < Priority.RANKS; rank++) {
      waiting.add(new LinkedHashSet<>());
    }
  }

  /**
   * What an offer has led to.
   *
   * @param loss null when the event is queued, else why it is lost
   * @param displaced what made way for it
   */
  record Offered(@Nullable String loss, List<Delivery> displaced) {
    static final Offered QUEUED = new Offered(null, List.of());

    static Offered lost(String reason) {
      return new Offered(reason, List.of());
    }
  }

  /** {@code patient} offers wait as the policy says; others never. */
  Offered offer(Delivery delivery, boolean patient) {
    String closed = closedBy;
    if (closed != null) {
      return Offered.lost(closed);
    }
    if (places.reserve()) {
      handedOver.offer(delivery);
      return Offered.QUEUED;
    }
    boolean waits = patient && options.overflowPolicy() == OverflowPolicy.BLOCK;
    String loss = waits ? places.await() : Loss.QUEUE_FULL;
    if (loss == null) {
      handedOver.offer(delivery);
      return Offered.QUEUED;
    }
    return displace(delivery, loss);
  }

  /** The oldest of the least urgent makes way, where policy or priority say so. */
  private Offered displace(Delivery delivery, String loss) {
    int own = delivery.priority().rank();
    boolean oldest = options.overflowPolicy() == OverflowPolicy.DROP_OLDEST;
    if (!oldest && own != Priority.HIGH.rank()) {
      return Offered.lost(loss);
    }
    lock.lock();
    try {
      admit();
      int most = oldest ? own : own + 1;
      for (int rank = Priority.RANKS - 1; rank >= most; rank--) {
        Iterator<Delivery> candidates = waiting.get(rank).iterator();
        if (candidates.hasNext()) {
          Delivery displaced = candidates.next();
          withdraw(displaced);
          handedOver.offer(delivery);
          return new Offered(null, List.of(displaced));
        }
      }
      return Offered.lost(loss);
    } finally {
      lock.unlock();
    }
  }

  private void withdraw(Delivery delivery) {
    waiting.get(delivery.priority().rank()).remove(delivery);
    Lane lane = laneOf(delivery);
    lane.remove(delivery);
    if (lane.isEmpty()) {
      ready.remove(lane);
      forget(lane);
    }
  }

  /**
   * How many more threads should call {@link #take} until it gives nothing; they count as begun.
   */
  int recruit() {
    if (places.reserved() == 0) {
      return 0;
    }
    lock.lock();
    try {
      admit();
      int wanted = Math.min(ready.size(), options.maxConcurrent() - workers);
      workers += Math.max(wanted, 0);
      return Math.max(wanted, 0);
    } finally {
      lock.unlock();
    }
  }

  /** A thread that counts as begun could not begin. */
  void dismiss() {
    lock.lock();
    try {
      workers--;
    } finally {
      lock.unlock();
    }
  }

  /** The next event to handle; null ends the work of this thread. */
  @Nullable Delivery take(long now) {
    lock.lock();
    try {
      admit();
      Lane lane = ready.poll();
      if (lane == null) {
        workers--;
        return null;
      }
      Delivery next = lane.next();
      lane.running = true;
      waiting.get(next.priority().rank()).remove(next);
      next.runner = Thread.currentThread();
      next.startedNanos = now;
      running.add(next);
      places.release(1);
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** The handler has returned. {@code settle} counts, unless that was done before. */
  void finish(Delivery delivery, Runnable settle) {
    lock.lock();
    try {
      places.progressed();
      delivery.runner = null;
      if (!delivery.settled) {
        delivery.settled = true;
        settle.run();
      }
      running.remove(delivery);
      Lane lane = laneOf(delivery);
      lane.running = false;
      if (lane.isEmpty()) {
        forget(lane);
      } else {
        ready.add(lane);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Settles and interrupts calls that began before {@code nanos}. */
  List<Delivery> giveUp(long nanos) {
    lock.lock();
    try {
      List<Delivery> overdue =
          running.stream().filter(d -> !d.settled && d.startedNanos - nanos < 0).toList();
      overdue.forEach(Mailbox::giveUp);
      return overdue;
    } finally {
      lock.unlock();
    }
  }

  private static void giveUp(Delivery delivery) {
    delivery.settled = true;
    if (delivery.runner != null) {
      delivery.runner.interrupt(); // under the lock, so that it cannot hit the next call
    }
  }

  /** From now on nothing is taken, for this reason. */
  void close(String reason) {
    lock.lock();
    try {
      if (closedBy == null) {
        closedBy = reason;
        places.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Why nothing more is taken; empty while it is. */
  String closedBy() {
    String reason = closedBy;
    return reason == null ? "" : reason;
  }

  /** Removes what waits. */
  List<Delivery> clear() {
    lock.lock();
    try {
      admit();
      List<Delivery> rest = waiting.stream().flatMap(Set::stream).toList();
      rest.forEach(this::withdraw);
      places.release(rest.size());
      return rest;
    } finally {
      lock.unlock();
    }
  }

  /** A moment to which {@link #hasPassed} refers. */
  long mark() {
    lock.lock();
    try {
      admit();
      return admitted;
    } finally {
      lock.unlock();
    }
  }

  /** Whether of all that came before {@code mark} it is known what became of it. */
  boolean hasPassed(long mark) {
    lock.lock();
    try {
      boolean runs = running.stream().anyMatch(d -> !d.settled && d.number <= mark);
      return !runs && waiting.stream().noneMatch(queue -> startsBefore(queue, mark));
    } finally {
      lock.unlock();
    }
  }

  private static boolean startsBefore(Set<Delivery> queue, long mark) {
    Iterator<Delivery> deliveries = queue.iterator();
    return deliveries.hasNext() && deliveries.next().number <= mark;
  }

  /** Queued, or being handled and not settled. */
  long inFlight() {
    lock.lock();
    try {
      return places.reserved() + running.stream().filter(d -> !d.settled).count();
    } finally {
      lock.unlock();
    }
  }

  int queued() {
    return places.reserved();
  }

  private void admit() {
    Delivery next = handedOver.relaxedPoll();
    while (next != null) {
      next.number = ++admitted;
      waiting.get(next.priority().rank()).add(next);
      Lane lane = laneFor(next.announcement.session());
      lane.add(next);
      if (!lane.running) {
        ready.add(lane);
      }
      next = handedOver.relaxedPoll();
    }
  }

  private Lane laneFor(@Nullable String session) {
    return session == null ? new Lane(null) : lanes.computeIfAbsent(session, Lane::new);
  }

  private static Lane laneOf(Delivery delivery) {
    Lane lane = delivery.lane;
    if (lane == null) {
      throw new IllegalStateException("not admitted");
    }
    return lane;
  }

  private void forget(Lane lane) {
    if (lane.session != null && !lane.running) {
      lanes.remove(lane.session);
    }
  }
}
