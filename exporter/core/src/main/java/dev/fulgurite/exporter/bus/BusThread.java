package dev.fulgurite.exporter.bus;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread on which handlers run: a daemon, gone after some seconds without work. */
final class BusThread extends Thread {
  private static final long IDLE_SECONDS = 10;

  private BusThread(Runnable task) {
    super(null, task, "fulgurite-bus-handler", 0, false);
    setDaemon(true);
    setContextClassLoader(null);
  }

  /** As many as subscriptions allow; none while nothing happens. */
  static ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        BusThread::new);
  }

  /** Whether this thread is one of them: it must not wait for others. */
  static boolean isCurrent() {
    return Thread.currentThread() instanceof BusThread;
  }
}
