package dev.fulgurite.exporter.live;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.live.FeedCounts.Reason;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The steps that wait for one reader, in the stream's order and under an exact bound, which only
 * the end may exceed. Lasting steps have a queue of their own, so that the oldest of the others is
 * found at once; the sequence says which comes first. Guarded by the lock of the stream.
 */
final class FeedQueue {
  final FeedCounts counts = new FeedCounts();

  /** Something came, or the stream is over. */
  final Condition ready;

  private final int maxSize;
  private final OverflowPolicy policy;
  private final ArrayDeque<Step> ordinary = new ArrayDeque<>();
  private final ArrayDeque<Step> lasting = new ArrayDeque<>();

  /** Whether the reader is still in the past: what does not fit, it reads from the store. */
  private boolean joining;

  /** Somebody waited in vain, and nothing was taken since. */
  private boolean stalled;

  private boolean ended;
  private int inHand;
  private int waiting;
  private long taken;

  FeedQueue(StreamSettings settings, Condition ready, boolean joining) {
    this.maxSize = settings.maxSize();
    this.policy = settings.policy();
    this.ready = ready;
    this.joining = joining;
  }

  /** Whether an emitter has to wait for room here. */
  boolean holdsUp() {
    return policy == OverflowPolicy.BLOCK && !stalled && isFull();
  }

  boolean isFull() {
    return !joining && size() >= maxSize;
  }

  /** Returns whether the reader will have it. */
  boolean offer(Step step) {
    if (joining) {
      append(step);
      if (size() > maxSize) {
        discardFirst();
      }
      return true;
    }
    counts.offered++;
    if (isFull() && step.kind() != StepKind.END && !makeRoom(step)) {
      counts.drop(stalled ? Reason.STALLED : Reason.QUEUE_FULL, 1);
      return false;
    }
    append(step);
    return true;
  }

  /**
   * The same, when the emitter has waited in vain.
   *
   * @param before what had been taken when it began to
   */
  boolean offerInVain(Step step, long before) {
    counts.offered++;
    stalled |= taken == before; // else others overtook the step
    boolean room = makeRoom(step);
    if (room) {
      append(step);
    } else {
      counts.drop(Reason.BLOCK_TIMEOUT, 1);
    }
    return room;
  }

  private boolean makeRoom(Step step) {
    boolean displaces = policy == OverflowPolicy.DROP_OLDEST || step.kind().isLasting();
    if (!displaces || ordinary.pollFirst() == null) {
      return false;
    }
    counts.drop(Reason.QUEUE_FULL, 1);
    return true;
  }

  private void append(Step step) {
    (step.kind().isLasting() ? lasting : ordinary).addLast(step);
    if (waiting > 0) {
      ready.signal();
    }
  }

  /**
   * Takes the next step, which is in the reader's hand until {@link #settle}.
   *
   * @param nanos to wait for one, at most
   * @return null when the time is up, or nothing follows
   */
  @Nullable Step take(long nanos) throws InterruptedException {
    long left = nanos;
    while (size() == 0 && !ended && left > 0) {
      waiting++;
      try {
        left = ready.awaitNanos(left);
      } finally {
        waiting--;
      }
    }
    Step next = pollFirst();
    if (next != null) {
      taken++;
      stalled = false;
      inHand++;
      ended |= next.kind() == StepKind.END;
    }
    return next;
  }

  /** The step in the reader's hand was delivered, or for {@code reason} it was not. */
  void settle(@Nullable String reason) {
    inHand--;
    if (reason == null) {
      counts.delivered++;
    } else {
      counts.drop(reason, 1);
    }
  }

  /**
   * Leaves the past, if what waits here goes on from there.
   *
   * @param next the first step that the reader has not seen
   * @param last the last that was emitted
   */
  boolean joins(long next, long last) {
    if (next < firstSequence(last)) {
      return false;
    }
    while (size() > 0 && firstSequence(last) < next) {
      discardFirst();
    }
    joining = false;
    counts.offered += size();
    return true;
  }

  /** The oldest step here, or the next to come. */
  long firstSequence(long last) {
    Step first = peekFirst();
    return first == null ? last + 1 : first.sequence();
  }

  /** Nothing more is wanted; what waits, and is not in a hand, is dropped for {@code reason}. */
  void end(String reason) {
    ended = true;
    if (!joining) {
      counts.drop(reason, size());
    }
    ordinary.clear();
    lasting.clear();
    ready.signalAll();
  }

  /** The reader has seen the end in the store. */
  void endSeen() {
    ended = true;
    ordinary.clear();
    lasting.clear();
  }

  boolean isEnded() {
    return ended;
  }

  boolean isJoining() {
    return joining;
  }

  long taken() {
    return taken;
  }

  /** What waits; while the reader is in the past, that is what it will read from the store. */
  int queued() {
    return joining ? 0 : size() + inHand;
  }

  boolean isInHand() {
    return inHand > 0;
  }

  private int size() {
    return ordinary.size() + lasting.size();
  }

  private @Nullable Step peekFirst() {
    Step one = ordinary.peekFirst();
    Step other = lasting.peekFirst();
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.sequence() < other.sequence() ? one : other;
  }

  private @Nullable Step pollFirst() {
    Step first = peekFirst();
    if (first != null) {
      discardFirst();
    }
    return first;
  }

  private void discardFirst() {
    Step one = ordinary.peekFirst();
    Step other = lasting.peekFirst();
    if (other == null || (one != null && one.sequence() < other.sequence())) {
      ordinary.pollFirst();
    } else {
      lasting.pollFirst();
    }
  }
}
