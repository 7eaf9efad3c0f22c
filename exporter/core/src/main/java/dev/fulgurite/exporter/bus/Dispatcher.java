package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.WorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks whether handlers have something to do: each millisecond while events
 * come, so that an emitter need not wake anybody, and after a second of quiet only when an emitter
 * wakes it, or for the chores of each second. Lives while there are subscriptions.
 */
final class Dispatcher {
  private static final long LOOK_NANOS = 1_000_000;
  private static final long QUIET_NANOS = 1_000_000_000;
  private static final long CHORES_NANOS = 1_000_000_000;

  private final EventBus bus;
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final Object lock = new Object();
  private volatile @Nullable Thread thread;

  Dispatcher(EventBus bus) {
    this.bus = bus;
  }

  void ensureStarted() {
    synchronized (lock) {
      if (thread == null) {
        Thread started = new WorkerThread(this::run, "fulgurite-bus");
        thread = started;
        started.start();
      }
    }
  }

  /** There is an event. Cheap while others came within the last second. */
  void stir() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      wake();
    }
  }

  /** There is something that shall not wait for the next look. */
  void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    long busyAt = System.nanoTime();
    long choresAt = busyAt;
    while (!ends()) {
      long now = System.nanoTime();
      try {
        if (bus.look(now)) {
          busyAt = now;
        }
        if (now - choresAt >= 0) {
          choresAt = now + CHORES_NANOS;
          bus.doChores();
        }
      } catch (Throwable t) {
        bus.broke("goes on after", t);
      }
      rest(now - busyAt < QUIET_NANOS, choresAt - now);
    }
  }

  private void rest(boolean busy, long untilChores) {
    if (busy) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      return;
    }
    asleep.set(true);
    if (!bus.hasWork()) { // looked after the flag was set, or an event could be overslept
      LockSupport.parkNanos(this, Math.max(untilChores, LOOK_NANOS));
    }
    asleep.set(false);
  }

  private boolean ends() {
    synchronized (lock) {
      if (bus.isNeeded()) {
        return false;
      }
      thread = null;
      return true;
    }
  }
}
