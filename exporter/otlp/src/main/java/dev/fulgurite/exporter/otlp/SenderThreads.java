package dev.fulgurite.exporter.otlp;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread per request on its way, and none when idle. */
final class SenderThreads {
  static final String NAME = "fulgurite-otlp-sender";
  private static final int MOST = 64;

  private SenderThreads() {}

  static ExecutorService create() {
    return new ThreadPoolExecutor(
        0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), SenderThreads::thread);
  }

  /** A daemon that keeps no application alive, also not through its loader. */
  private static Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, NAME, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
