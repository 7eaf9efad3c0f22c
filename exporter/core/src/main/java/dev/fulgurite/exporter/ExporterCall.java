package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call to the exporter and its answer, which may come much later than the call returns. The
 * worker looks at it; the thread of the call and that of the answer write it.
 */
final class ExporterCall implements Runnable {
  /** A call answered with success. */
  static final String SUCCESS = "";

  private final Supplier<@Nullable CompletableResultCode> action;
  private final ExporterCalls calls;
  private final Object lock = new Object();
  private @Nullable Thread runner;
  private boolean abandoned;
  private boolean returned;
  private @Nullable String outcome;

  ExporterCall(Supplier<@Nullable CompletableResultCode> action, ExporterCalls calls) {
    this.action = action;
    this.calls = calls;
  }

  @Override
  public void run() {
    calls.begins(this);
    if (begin()) {
      try {
        CompletableResultCode answer = action.get();
        if (answer == null) {
          answered(Loss.NO_ANSWER);
        } else {
          answer.whenComplete(() -> answered(calls.outcomeOf(answer)));
        }
      } catch (Throwable t) {
        calls.threw(t);
        answered(Loss.EXCEPTION);
      }
    }
    synchronized (lock) {
      runner = null;
      returned = true;
    }
    calls.returned();
  }

  /** {@link #SUCCESS}, a reason, or null while there is no answer. */
  @Nullable String outcome() {
    synchronized (lock) {
      return outcome;
    }
  }

  /** Whether the exporter has let go of the calling thread. */
  boolean hasReturned() {
    synchronized (lock) {
      return returned;
    }
  }

  /**
   * Nobody waits any more: interrupts the call if it runs, prevents it if it has not begun.
   *
   * @return the answer that came just in time, else null
   */
  @Nullable String abandon() {
    synchronized (lock) {
      if (outcome == null) {
        abandoned = true;
        if (runner != null) {
          runner.interrupt();
        }
      }
      return outcome;
    }
  }

  /** Whether it was given up and still holds the calling thread. */
  boolean isStuck() {
    synchronized (lock) {
      return abandoned && !returned;
    }
  }

  private boolean begin() {
    synchronized (lock) {
      runner = Thread.currentThread();
      return !abandoned;
    }
  }

  private void answered(String outcome) {
    synchronized (lock) {
      this.outcome = outcome;
    }
    calls.answered();
  }
}
