package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.Loss;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many events may wait in a mailbox, by exact count. Reserving is one atomic step; only those
 * who wait for a place take a lock. Thread-safe.
 */
final class Places {
  private final int most;
  private final long timeoutNanos;
  private final AtomicInteger reserved = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private volatile boolean closed;

  /** Somebody waited in vain, and nothing was handled since: nobody else waits until then. */
  private volatile boolean stalled;

  Places(SubscriptionOptions options) {
    most = options.maxQueueSize();
    timeoutNanos = options.blockTimeout().toNanos();
  }

  int reserved() {
    return reserved.get();
  }

  boolean reserve() {
    int size = reserved.get();
    while (size < most) {
      if (reserved.compareAndSet(size, size + 1)) {
        return true;
      }
      size = reserved.get();
    }
    return false;
  }

  void release(int places) {
    reserved.addAndGet(-places);
    if (waiting.get() > 0) {
      wake();
    }
  }

  /** The handler has come back: it does not hang. */
  void progressed() {
    if (stalled) {
      stalled = false;
    }
  }

  void close() {
    closed = true;
    wake();
  }

  /** Waits for a place; null once it is reserved, else why there is none. */
  @Nullable String await() {
    if (stalled) {
      return Loss.STALLED;
    }
    lock.lock();
    waiting.incrementAndGet(); // before the first look, or a release could be missed
    try {
      return awaitLocked();
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  private @Nullable String awaitLocked() {
    long deadline = System.nanoTime() + timeoutNanos;
    boolean interrupted = false;
    try {
      while (!reserve()) {
        long left = deadline - System.nanoTime();
        if (closed) {
          return Loss.SHUTDOWN;
        }
        if (left <= 0) {
          stalled = true;
          return Loss.BLOCK_TIMEOUT;
        }
        try {
          long unused = room.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true; // neither ends the wait nor gets lost
        }
      }
      return null;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void wake() {
    lock.lock();
    try {
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
