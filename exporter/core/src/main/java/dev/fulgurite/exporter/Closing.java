package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import org.jspecify.annotations.Nullable;

/**
 * The end of a worker: deliver what is left, until the deadline; count the rest as lost; shut the
 * exporter down, for which it has what remains of the deadline, or a second. The worker owns it.
 */
final class Closing {
  private static final long GRACE_NANOS = 1_000_000_000L;

  private final Pipe pipe;
  private final CompletableResultCode result = new CompletableResultCode();
  private final long lostBefore;
  private long deadline;
  private boolean settled;
  private @Nullable ExporterCall call;

  Closing(Pipe pipe) {
    this.pipe = pipe;
    this.lostBefore = pipe.ledger().lost();
    this.deadline = System.nanoTime() + pipe.settings().shutdownTimeout().toNanos();
  }

  CompletableResultCode result() {
    return result;
  }

  /** Whether nothing is left to do. What could not be delivered must have been counted before. */
  boolean proceed(long now) {
    if (!settled) {
      settled = true;
      deadline = Math.max(deadline - now, GRACE_NANOS) + now;
    }
    if (call == null && !pipe.calls().isBusy()) {
      call = pipe.calls().call(pipe.exporter()::shutdown);
    }
    return isOverdue(now) || (call != null && call.outcome() != null);
  }

  /** The last act, after which the worker's thread ends. */
  void finish() {
    boolean lossless = pipe.ledger().lost() == lostBefore;
    complete(lossless && call != null && ExporterCall.SUCCESS.equals(call.outcome()));
    pipe.calls().close();
    if (call == null) {
      closeHungExporter();
    }
  }

  /** The end of a worker that never began. */
  void finishIdle(CompletableResultCode answer) {
    answer.whenComplete(() -> complete(answer.isSuccess()));
  }

  private void complete(boolean success) {
    if (success) {
      result.succeed();
    } else {
      result.fail();
    }
  }

  /** Closing may free the call that hangs, and only this thread is left to be held up. */
  private void closeHungExporter() {
    try {
      pipe.exporter().shutdown();
    } catch (Throwable t) {
      pipe.warnings().exporterThrew(t);
    }
  }

  long untilOverdue(long now) {
    return deadline - now;
  }

  /** Whether the worker should stop delivering. */
  boolean isOverdue(long now) {
    return deadline - now <= 0;
  }
}
