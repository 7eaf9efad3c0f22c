package dev.fulgurite.exporter.live;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.live.FeedCounts.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the steps and puts each into the queues of all readers, under one lock: so every reader
 * sees the same order, and one that joins knows exactly which steps are still to come. An emitter
 * waits for room before its step is numbered; nothing else waits under the lock. Thread-safe.
 */
final class StepHub {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final StreamSettings settings;
  private final String stream = SessionIds.hex();

  // Guarded by the lock.
  private final List<FeedQueue> feeds = new ArrayList<>();
  private final Set<FeedQueue> closed = new HashSet<>();
  private final FeedCounts past = new FeedCounts();
  private long sequence;
  private long emitted;
  private int waiting;
  private boolean completed;
  private boolean cancelled;

  StepHub(StreamSettings settings) {
    this.settings = settings;
  }

  /** A step in the making. */
  record Draft(StepKind kind, String content, Map<String, Object> attributes) {}

  /**
   * A step on its way.
   *
   * @param step null when the stream is over
   * @param everywhere whether all readers have it or will
   */
  record Passed(@Nullable Step step, boolean everywhere) {}

  Passed emit(Draft draft) {
    boolean crowded;
    Passed passed;
    lock.lock();
    try {
      passed = number(draft);
      crowded = isCrowded();
    } finally {
      lock.unlock();
    }
    if (crowded) {
      letReadersIn();
    }
    return passed;
  }

  /** Emitters that only drop would keep the lock among themselves, and readers out of it. */
  @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it but the speed of readers.
  private static void letReadersIn() {
    Thread.yield();
  }

  private Passed number(Draft draft) {
    boolean waits = draft.kind() != StepKind.END && holdsUp();
    Map<FeedQueue, Long> inVain = waits ? awaitRoom() : Map.of();
    emitted++;
    if (completed || cancelled) {
      past.drop(Reason.AFTER_END, 1);
      return new Passed(null, false);
    }
    Step step =
        new Step(
            stream,
            ++sequence,
            settings.session(),
            draft.kind(),
            draft.content(),
            draft.attributes(),
            Instant.now());
    completed = draft.kind() == StepKind.END;
    boolean everywhere = pass(step, inVain);
    if (completed) {
      room.signalAll();
    } else {
      wakeNext();
    }
    return new Passed(step, everywhere);
  }

  private boolean isCrowded() {
    if (settings.policy() == OverflowPolicy.BLOCK) {
      return false; // there they wait
    }
    for (FeedQueue feed : feeds) {
      if (feed.isFull()) {
        return true;
      }
    }
    return false;
  }

  private boolean pass(Step step, Map<FeedQueue, Long> inVain) {
    boolean everywhere = true;
    for (FeedQueue feed : feeds) {
      Long before = inVain.get(feed);
      everywhere &= before == null ? feed.offer(step) : feed.offerInVain(step, before);
    }
    return everywhere;
  }

  /** Returns the queues that have no room when the time is up, and what was taken from each. */
  private Map<FeedQueue, Long> awaitRoom() {
    Map<FeedQueue, Long> before = new HashMap<>();
    feeds.forEach(feed -> before.put(feed, feed.taken()));
    long deadline = System.nanoTime() + settings.blockTimeout().toNanos();
    long left = settings.blockTimeout().toNanos();
    boolean interrupted = false;
    while (left > 0 && holdsUp()) {
      waiting++;
      try {
        left = room.awaitNanos(left);
      } catch (InterruptedException e) {
        interrupted = true;
        left = deadline - System.nanoTime();
      } finally {
        waiting--;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    before.keySet().removeIf(feed -> !feed.holdsUp());
    return before;
  }

  private boolean holdsUp() {
    if (settings.policy() != OverflowPolicy.BLOCK || completed || cancelled) {
      return false;
    }
    for (FeedQueue feed : feeds) {
      if (feed.holdsUp()) {
        return true;
      }
    }
    return false;
  }

  /** Each emitter that got in wakes the next: all wait for the same. */
  private void wakeNext() {
    if (waiting > 0 && !holdsUp()) {
      room.signal();
    }
  }

  /** A new reader; one that joins begins in the past. */
  FeedQueue open(boolean joining) {
    return asked(
        () -> {
          FeedQueue feed = new FeedQueue(settings, lock.newCondition(), joining);
          if (cancelled || (completed && !joining)) {
            feed.end(Reason.CANCELLED);
          } else {
            feeds.add(feed);
          }
          return feed;
        });
  }

  void close(FeedQueue feed) {
    locked(
        () -> {
          feed.end(Reason.CLOSED);
          closed.add(feed);
          forgetIfDone(feed);
          room.signalAll();
        });
  }

  /** A step that is still in the reader's hand has yet to be counted. */
  private void forgetIfDone(FeedQueue feed) {
    if (!feed.isInHand() && closed.remove(feed) && feeds.remove(feed)) {
      past.add(feed.counts);
    }
  }

  /** Ends everything at once. */
  void cancel() {
    locked(
        () -> {
          cancelled = true;
          feeds.forEach(feed -> feed.end(Reason.CANCELLED));
          room.signalAll();
        });
  }

  /** The next step, which is in the reader's hand until {@link #settle}. */
  @Nullable Step take(FeedQueue feed, long nanos) throws InterruptedException {
    return take(feed, nanos, false);
  }

  /** The next step, which is delivered by that. */
  @Nullable Step takeSettled(FeedQueue feed, long nanos) throws InterruptedException {
    return take(feed, nanos, true);
  }

  private @Nullable Step take(FeedQueue feed, long nanos, boolean settled)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Step next = feed.take(nanos);
      if (next != null) {
        if (settled) {
          feed.settle(null);
        }
        wakeNext();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  void settle(FeedQueue feed, @Nullable String reason) {
    locked(
        () -> {
          feed.settle(reason);
          forgetIfDone(feed);
        });
  }

  boolean joins(FeedQueue feed, long next) {
    return asked(() -> feed.isEnded() || feed.joins(next, sequence));
  }

  /** The first step that {@code feed} has or will have. */
  long firstSequence(FeedQueue feed) {
    return asked(() -> feed.firstSequence(sequence));
  }

  /** Waits without the lock, but no longer than until {@code feed} ends. */
  void pause(FeedQueue feed, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (left > 0 && !feed.isEnded()) {
        left = feed.ready.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isEnded(FeedQueue feed) {
    return asked(feed::isEnded);
  }

  boolean isJoining(FeedQueue feed) {
    return asked(() -> feed.isJoining() && !feed.isEnded());
  }

  boolean isCompleted() {
    return asked(() -> completed || cancelled);
  }

  String stream() {
    return stream;
  }

  StreamStatistics statistics() {
    return asked(this::sum);
  }

  private StreamStatistics sum() {
    FeedCounts sum = new FeedCounts();
    sum.add(past);
    int queued = 0;
    int fullest = 0;
    for (FeedQueue feed : feeds) {
      sum.add(feed.counts);
      queued += feed.queued();
      fullest = Math.max(fullest, feed.queued());
    }
    return StreamStatistics.of(
        emitted,
        sum,
        new StreamStatistics.Queues(feeds.size(), queued, fullest, settings.maxSize()));
  }

  void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T asked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }
}
