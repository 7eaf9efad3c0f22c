package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call to the exporter and its answer, which may come much later than the call returns. The
 * worker looks at it; the thread of the call and that of the answer write it.
 */
final class ExporterCall implements Runnable {
  private final Supplier<@Nullable CompletableResultCode> action;
  private final ExporterCalls calls;
  private final Object lock = new Object();
  private @Nullable Thread runner;
  private boolean abandoned;
  private boolean returned;
  private @Nullable Answer answer;

  ExporterCall(Supplier<@Nullable CompletableResultCode> action, ExporterCalls calls) {
    this.action = action;
    this.calls = calls;
  }

  @Override
  public void run() {
    calls.begins(this);
    Answer atOnce = begin() ? act() : null;
    synchronized (lock) {
      answer = atOnce == null ? answer : atOnce;
      runner = null;
      returned = true;
    }
    calls.returned();
  }

  /** Null while there is none. It may come after the call was given up. */
  @Nullable Answer answer() {
    synchronized (lock) {
      return answer;
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
  @Nullable Answer abandon() {
    synchronized (lock) {
      if (answer == null) {
        abandoned = true;
        if (runner != null) {
          runner.interrupt();
        }
      }
      return answer;
    }
  }

  /** Whether it was given up and still holds the calling thread. */
  boolean isStuck() {
    synchronized (lock) {
      return abandoned && !returned;
    }
  }

  /** Returns the answer unless it is yet to come. */
  private @Nullable Answer act() {
    try {
      CompletableResultCode code = action.get();
      if (code == null) {
        return Answer.failed(Loss.NO_ANSWER, "the exporter returned null");
      }
      if (code.isDone()) {
        return Answer.of(code); // wakes nobody: the return of the call is looked at anyway
      }
      code.whenComplete(() -> answered(Answer.of(code)));
      return null;
    } catch (Throwable t) {
      calls.threw(t);
      return Answer.failed(Loss.EXCEPTION, t.toString());
    }
  }

  private boolean begin() {
    synchronized (lock) {
      runner = Thread.currentThread();
      return !abandoned;
    }
  }

  private void answered(Answer answer) {
    synchronized (lock) {
      this.answer = answer;
    }
    calls.answered();
  }
}
