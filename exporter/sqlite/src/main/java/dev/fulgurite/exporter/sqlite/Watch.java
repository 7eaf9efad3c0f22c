package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreProgress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells how far work is that SQLite does in one long statement, by looking ten times a second from
 * a thread of its own. Where nobody listens there is no thread.
 */
final class Watch {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  /** Of work whose length is not known. */
  static Watch over(StoreProgress progress, StoreProgress.Stage stage) {
    return over(progress, new StageCount(progress, stage, 0), () -> 0);
  }

  /**
   * Until it has ended nobody else may use {@code count}.
   *
   * @param done looks how far the work is, on another thread
   */
  static Watch over(StoreProgress progress, StageCount count, LongSupplier done) {
    Watch watch = new Watch(count, done);
    if (progress != StoreProgress.NONE) {
      watch.thread.start();
    }
    return watch;
  }

  private Watch(StageCount count, LongSupplier done) {
    this.thread = new Thread(() -> look(count, done), "fulgurite-progress");
    thread.setDaemon(true);
  }

  private void look(StageCount count, LongSupplier done) {
    try {
      do {
        count.reach(done.getAsLong());
      } while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      return; // nobody else has the thread
    }
  }

  /** Waits until nothing more is told. */
  void end() {
    ended.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
