package dev.fulgurite.exporter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.QueueProgressIndicators;
import org.jspecify.annotations.Nullable;

/**
 * Two lanes under one bound by exact count and one by estimated bytes. A producer reserves room in
 * one atomic step and hands its span over in another, without a lock; whoever removes spans, the
 * worker or a producer that displaces one, holds the lock of the consumer. Thread-safe.
 */
final class SpanQueue {
  /** Far more than the two steps of a producer can take. */
  private static final long REST_NANOS = 1_000_000_000;

  private static final long HAND_OVER_NANOS = 20_000;
  private static final int WOKEN_AT_ONCE = 2;

  private final ReentrantLock consumer = new ReentrantLock();
  private final QueueLoad load;

  /** The part of {@link #load} that is of the priority lane. */
  private final QueueLoad priorityLoad = new QueueLoad(QueueLoad.MAX_SIZE, QueueLoad.MAX_BYTES);

  private final Lanes lanes;
  private final WhenFull whenFull;
  private final Events events;
  private final Waiters waiters = new Waiters();
  private final AtomicLong displaced = new AtomicLong();
  private volatile boolean pressed;

  /** What the queue tells. Called by any thread: must not block. */
  interface Events {
    /** {@code span} made way for another. */
    void displaced(QueuedSpan span);

    /** There are {@code size} spans, one more than before. */
    void grown(int size);

    /** A span did not fit, the first since spans were last taken. */
    void full();

    /** {@code spans} are about to leave the queue for the worker. */
    void taken(int spans);
  }

  /** How far the lanes had been filled at one moment. */
  record Mark(long priority, long ordinary) {}

  SpanQueue(ProcessorSettings settings, WhenFull whenFull, Events events) {
    this.load = new QueueLoad(settings.maxQueueSize(), settings.maxQueueBytes());
    this.lanes = new Lanes(settings.maxQueueSize());
    this.whenFull = whenFull;
    this.events = events;
  }

  /**
   * Queues {@code span}, after waiting if the policy says so.
   *
   * @return null when it is queued, else why it is lost
   */
  @Nullable String offer(QueuedSpan span) {
    int size = load.reserve(span.bytes());
    if (size == QueueLoad.CLOSED) {
      return Loss.AFTER_SHUTDOWN;
    }
    if (size == QueueLoad.FULL) {
      String loss = overflow(span);
      if (loss != null) {
        return loss;
      }
      size = load.spans();
    }
    handOver(span);
    events.grown(size);
    return null;
  }

  /** Whether an ordinary span would be lost at once, whatever its size. Cheap, may be outdated. */
  boolean refusesOrdinary() {
    if (whenFull.mayMakeRoom() || !load.isFull()) {
      return false;
    }
    press();
    return true;
  }

  /**
   * Removes spans, those of the priority lane first: at most {@code maxSpans}, and no more bytes
   * than {@code maxBytes} unless the first span alone has more. May find none though there are
   * some, when they have yet to be handed over.
   */
  List<QueuedSpan> poll(int maxSpans, long maxBytes) {
    consumer.lock();
    try {
      List<QueuedSpan> batch = new ArrayList<>(Math.min(maxSpans, load.spans()));
      long priority = drain(lanes.priority(), batch, maxSpans, maxBytes);
      int priorities = batch.size();
      long bytes = priority + drain(lanes.ordinary(), batch, maxSpans, maxBytes - priority);
      if (!batch.isEmpty()) {
        events.taken(batch.size());
        priorityLoad.release(priorities, priority);
        load.release(batch.size(), bytes);
        pressed = false;
        waiters.wake(WOKEN_AT_ONCE);
      }
      return batch;
    } finally {
      consumer.unlock();
    }
  }

  /** The destination takes what is sent. */
  void progressed() {
    whenFull.onProgress();
  }

  /** Removes everything, once the queue is closed: what is about to be handed over too. */
  void dropRest(Consumer<List<QueuedSpan>> rest) {
    long deadline = System.nanoTime() + REST_NANOS;
    while (!isEmpty() && deadline - System.nanoTime() > 0) {
      rest.accept(poll(Integer.MAX_VALUE, Long.MAX_VALUE));
      awaitHandOver();
    }
  }

  /** Spans that are queued or about to be. */
  int size() {
    return load.spans();
  }

  boolean isEmpty() {
    return load.spans() == 0;
  }

  /** Whether there are {@code spans}, or as many as fit. */
  boolean holds(int spans) {
    return pressed || load.spans() >= spans;
  }

  /** Emitters that wait for room. */
  int waiting() {
    return waiters.count();
  }

  /** How full it is, from 0 to 1, by count or by bytes, whichever is more. */
  double usage() {
    double bytes = (double) load.bytes() / load.maxBytes();
    return Math.min(1, Math.max((double) load.spans() / load.maxSize(), bytes));
  }

  long maxBytes() {
    return load.maxBytes();
  }

  /** Bounds what comes from now on; what is there stays. */
  void setMaxBytes(long bytes) {
    load.setMaxBytes(bytes);
    waiters.wake(WOKEN_AT_ONCE);
  }

  /** From now on every span is refused, those of waiting emitters too. */
  void close() {
    load.close();
    waiters.wake(Integer.MAX_VALUE);
  }

  boolean isClosed() {
    return load.isClosed();
  }

  Mark mark() {
    return new Mark(handedOver(lanes.priority()), handedOver(lanes.ordinary()));
  }

  /** Whether everything that was there at {@code mark} has left. */
  boolean hasPassed(Mark mark) {
    return removed(lanes.priority()) >= mark.priority && removed(lanes.ordinary()) >= mark.ordinary;
  }

  /** Spans that made way for others, ever. */
  long displaced() {
    return displaced.get();
  }

  // What follows is for policies.

  Waiters waiters() {
    return waiters;
  }

  /** Reserves room; see {@link QueueLoad#reserve}. */
  int reserve(QueuedSpan span) {
    return load.reserve(span.bytes());
  }

  /**
   * Drops the oldest ordinary spans until there is room for {@code span}, and reserves it; drops
   * none where that cannot be enough.
   *
   * @return whether the room is reserved
   */
  boolean displaceOrdinary(QueuedSpan span) {
    return displace(span, false);
  }

  /** The same, and when no ordinary span is left the oldest of the priority lane go too. */
  boolean displaceAny(QueuedSpan span) {
    return displace(span, true);
  }

  private boolean displace(QueuedSpan span, boolean any) {
    consumer.lock();
    try {
      int size = load.reserve(span.bytes());
      while (size == QueueLoad.FULL && (any || ordinarySuffices(span))) {
        QueuedSpan oldest = lanes.ordinary().poll();
        if (oldest == null && any) {
          oldest = lanes.priority().poll();
        }
        if (oldest == null) {
          awaitHandOver();
        } else {
          remove(oldest);
        }
        size = load.reserve(span.bytes());
      }
      return size > 0;
    } finally {
      consumer.unlock();
    }
  }

  /** A producer that was interrupted between its two steps needs a core, not a busy neighbour. */
  static void awaitHandOver() {
    LockSupport.parkNanos(HAND_OVER_NANOS);
  }

  private boolean ordinarySuffices(QueuedSpan span) {
    int priorities = priorityLoad.spans();
    return priorities == 0
        || (priorities < load.maxSize() && priorityLoad.bytes() + span.bytes() <= load.maxBytes());
  }

  private void remove(QueuedSpan span) {
    displaced.incrementAndGet();
    events.displaced(span);
    if (span.priority()) {
      priorityLoad.release(1, span.bytes());
    }
    load.release(1, span.bytes());
  }

  private @Nullable String overflow(QueuedSpan span) {
    press();
    String loss = whenFull.reserve(this, span);
    boolean saved = loss != null && span.priority() && displaceOrdinary(span);
    return saved ? null : loss;
  }

  private void press() {
    if (!pressed) {
      pressed = true;
      events.full();
    }
  }

  private void handOver(QueuedSpan span) {
    try {
      if (span.priority()) {
        int unused = priorityLoad.reserve(span.bytes());
        lanes.priority().offer(span);
      } else {
        lanes.ordinary().offer(span);
      }
    } catch (Throwable t) { // out of memory
      load.release(1, span.bytes());
      throw t;
    }
  }

  /** Returns the bytes that were drained. */
  private static long drain(
      MessagePassingQueue<QueuedSpan> lane, List<QueuedSpan> batch, int maxSpans, long maxBytes) {
    long bytes = 0;
    while (batch.size() < maxSpans) {
      QueuedSpan next = lane.relaxedPeek();
      if (next == null || (!batch.isEmpty() && bytes + next.bytes() > maxBytes)) {
        break;
      }
      lane.relaxedPoll();
      bytes += next.bytes();
      batch.add(next);
    }
    return bytes;
  }

  private static long handedOver(MessagePassingQueue<QueuedSpan> lane) {
    return ((QueueProgressIndicators) lane).currentProducerIndex();
  }

  private static long removed(MessagePassingQueue<QueuedSpan> lane) {
    return ((QueueProgressIndicators) lane).currentConsumerIndex();
  }
}
