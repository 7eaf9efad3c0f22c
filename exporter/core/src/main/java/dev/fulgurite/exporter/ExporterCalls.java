package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the exporter on a thread of its own, one call at a time, so that an exporter which hangs
 * holds up neither the worker nor anybody's deadline. The worker owns it.
 */
final class ExporterCalls {
  private final Warnings warnings;
  private final Listener listener;
  private final ThreadPoolExecutor thread;
  private @Nullable ExporterCall last;
  private volatile @Nullable ExporterCall running;

  /** Told by any thread. */
  interface Listener {
    /** A call has an outcome. */
    void answered();

    /** A call let go of the thread of the calls, on which this comes. */
    void returned();
  }

  ExporterCalls(String name, Warnings warnings, Listener listener) {
    this.warnings = warnings;
    this.listener = listener;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new WorkerThread(task, name));
    thread.allowCoreThreadTimeOut(true);
  }

  /** Whether a call has not returned yet; another must not begin. */
  boolean isBusy() {
    return last != null && !last.hasReturned();
  }

  /** Whether a call that was given up has not returned yet. */
  boolean isStuck() {
    return last != null && last.isStuck();
  }

  /** Whether the call that runs was given up. On the thread of the calls. */
  boolean isAbandoned() {
    ExporterCall current = running;
    return current != null && current.isStuck();
  }

  void begins(ExporterCall call) {
    running = call;
  }

  /** Begins a call; only when not {@link #isBusy()}. */
  ExporterCall call(Supplier<@Nullable CompletableResultCode> action) {
    ExporterCall call = new ExporterCall(action, this);
    thread.execute(call);
    last = call;
    return call;
  }

  /**
   * Runs after the calls so far, whatever becomes of them. What {@code task} throws is said once.
   */
  void run(Runnable task) {
    thread.execute(
        () -> {
          try {
            task.run();
          } catch (Throwable t) {
            warnings.quarantineFailed(t);
          }
        });
  }

  /** Lets the thread end once its last call returns. */
  void close() {
    thread.shutdown();
  }

  void threw(Throwable thrown) {
    warnings.exporterThrew(thrown);
  }

  void answered() {
    listener.answered();
  }

  void returned() {
    listener.returned();
  }
}
