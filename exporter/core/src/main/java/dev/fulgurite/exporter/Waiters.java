package dev.fulgurite.exporter;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Emitters that wait for room. Each tries by itself once woken; none is handed room, so that those
 * that run already need not wait behind those that sleep. Thread-safe.
 */
final class Waiters {
  private final ConcurrentLinkedQueue<Thread> parked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Waits until {@code attempt} gives something else than {@link QueueLoad#FULL}, at most {@code
   * nanos}. Interrupts neither end the wait nor get lost.
   *
   * @return what the last attempt gave
   */
  int await(IntSupplier attempt, long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    count.incrementAndGet();
    try {
      while (true) {
        parked.add(Thread.currentThread()); // before the attempt, or a wake-up could be missed
        int size = attempt.getAsInt();
        long remaining = deadline - System.nanoTime();
        if (size != QueueLoad.FULL || remaining <= 0) {
          parked.remove(Thread.currentThread());
          wake(1); // there may be room for another; it would find out
          return size;
        }
        LockSupport.parkNanos(this, remaining);
        parked.remove(Thread.currentThread());
        interrupted |= Thread.interrupted();
      }
    } finally {
      count.decrementAndGet();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Wakes up to {@code most} emitters, those that wait longest first. Few are enough: each that got
   * room wakes the next, and where all are woken most of them run for nothing.
   */
  void wake(int most) {
    for (int woken = 0; woken < most && count.get() > 0; woken++) {
      Thread next = parked.poll();
      if (next == null) {
        return;
      }
      LockSupport.unpark(next);
    }
  }

  int count() {
    return count.get();
  }
}
