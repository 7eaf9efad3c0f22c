package dev.fulgurite.exporter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Two lanes under one bound by exact count and one by estimated bytes; a span larger than all the
 * bytes there are is let in alone. Everything happens under one lock. Thread-safe.
 */
final class SpanQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<QueuedSpan> priority = new ArrayDeque<>();
  private final ArrayDeque<QueuedSpan> ordinary = new ArrayDeque<>();
  private final int maxSize;
  private final long maxBytes;
  private final WhenFull whenFull;
  private final Events events;
  private long bytes;
  private long ordinaryBytes;
  private boolean pressed;
  private boolean closed;

  /** What the queue tells. Called with its lock held: must not block. */
  interface Events {
    /** {@code span} made way for another. */
    void displaced(QueuedSpan span);

    /** There are {@code size} spans, one more than before. */
    void grown(int size);

    /** A span did not fit, the first since spans were last taken. */
    void full();
  }

  SpanQueue(ProcessorSettings settings, WhenFull whenFull, Events events) {
    this.maxSize = settings.maxQueueSize();
    this.maxBytes = settings.maxQueueBytes();
    this.whenFull = whenFull;
    this.events = events;
  }

  /**
   * Queues {@code span}, after waiting if the policy says so.
   *
   * @return null when it is queued, else why it is lost
   */
  @Nullable String offer(QueuedSpan span) {
    lock.lock();
    try {
      if (closed) {
        return Loss.AFTER_SHUTDOWN;
      }
      String loss = fits(span) ? null : overflow(span);
      if (loss == null) {
        add(span);
      }
      return loss;
    } finally {
      lock.unlock();
    }
  }

  /** Removes up to {@code max} spans, those of the priority lane first. */
  List<QueuedSpan> poll(int max) {
    lock.lock();
    try {
      int count = Math.min(max, size());
      List<QueuedSpan> batch = new ArrayList<>(count);
      while (batch.size() < count) {
        batch.add(remove(priority.isEmpty() ? ordinary : priority));
      }
      if (count > 0) {
        pressed = false;
        whenFull.onProgress();
        room.signalAll();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    return !holds(1);
  }

  /** Whether there are {@code spans}, or as many as fit. */
  boolean holds(int spans) {
    lock.lock();
    try {
      return size() >= spans || pressed;
    } finally {
      lock.unlock();
    }
  }

  /** From now on every span is refused, those of waiting emitters too. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // What follows is for policies, which run under the lock.

  boolean isClosed() {
    return closed;
  }

  boolean fits(QueuedSpan span) {
    int size = size();
    return size == 0 || (size < maxSize && bytes + span.bytes() <= maxBytes);
  }

  /** May return early; returns whether the thread was interrupted meanwhile. */
  @SuppressWarnings("WaitNotInLoop") // the policy loops
  boolean awaitRoom(long nanos) {
    try {
      room.awaitNanos(nanos);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Drops the oldest ordinary spans until {@code span} fits; none where that cannot be enough. */
  boolean displaceOrdinary(QueuedSpan span) {
    boolean enough =
        priority.isEmpty()
            || (priority.size() < maxSize && bytes - ordinaryBytes + span.bytes() <= maxBytes);
    while (enough && !fits(span)) {
      events.displaced(remove(ordinary));
    }
    return enough;
  }

  /** Drops the oldest spans, ordinary ones first, until {@code span} fits. */
  boolean displaceAny(QueuedSpan span) {
    while (!fits(span)) {
      events.displaced(remove(ordinary.isEmpty() ? priority : ordinary));
    }
    return true;
  }

  private @Nullable String overflow(QueuedSpan span) {
    if (!pressed) {
      pressed = true;
      events.full();
    }
    String loss = whenFull.makeRoom(this, span);
    boolean saved = loss != null && span.priority() && !closed && displaceOrdinary(span);
    return saved ? null : loss;
  }

  private void add(QueuedSpan span) {
    (span.priority() ? priority : ordinary).addLast(span);
    account(span, 1);
    events.grown(size());
  }

  private int size() {
    return priority.size() + ordinary.size();
  }

  private QueuedSpan remove(ArrayDeque<QueuedSpan> lane) {
    QueuedSpan span = lane.removeFirst();
    account(span, -1);
    return span;
  }

  private void account(QueuedSpan span, int sign) {
    bytes += sign * span.bytes();
    if (!span.priority()) {
      ordinaryBytes += sign * span.bytes();
    }
  }
}
