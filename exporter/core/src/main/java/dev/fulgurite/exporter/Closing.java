package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The end of a worker: deliver what is left, until the deadline; count the rest as lost; shut the
 * exporters down, for which they have what remains of the deadline, or a second. The worker owns
 * it.
 */
final class Closing {
  private static final long GRACE_NANOS = 1_000_000_000L;

  private final Pipe pipe;
  private final CompletableResultCode result = new CompletableResultCode();
  private final long lostBefore;
  private final IdentityHashMap<Endpoint, ExporterCall> calls = new IdentityHashMap<>();
  private long deadline;
  private boolean hurried;
  private boolean settled;

  Closing(Pipe pipe) {
    this.pipe = pipe;
    this.lostBefore = pipe.ledger().lost();
    this.deadline = System.nanoTime() + pipe.settings().shutdownTimeout().toNanos();
  }

  CompletableResultCode result() {
    return result;
  }

  /** Once: what waits to be sent again shall not wait longer. */
  void hurry(Exports exports, long now) {
    if (!hurried) {
      hurried = true;
      exports.hurry(now);
    }
  }

  /** Whether nothing is left to do. What could not be delivered must have been counted before. */
  boolean proceed(long now) {
    if (!settled) {
      settled = true;
      deadline = Math.max(deadline - now, GRACE_NANOS) + now;
    }
    for (Endpoint endpoint : pipe.endpoints().all()) {
      if (!calls.containsKey(endpoint) && !endpoint.calls().isBusy()) {
        calls.put(endpoint, endpoint.call(SpanExporter::shutdown));
      }
    }
    return isOverdue(now) || (haveAllBegun() && closing().isDone());
  }

  /** The last act, after which the worker's thread ends. */
  void finish() {
    boolean lossless = pipe.ledger().lost() == lostBefore;
    complete(lossless && haveAllBegun() && closing().hasSucceeded());
    pipe.endpoints().all().forEach(endpoint -> endpoint.calls().close());
    for (Endpoint endpoint : pipe.endpoints().all()) {
      if (!calls.containsKey(endpoint)) {
        closeHung(endpoint.exporter());
      }
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

  private boolean haveAllBegun() {
    return calls.size() == pipe.endpoints().all().size();
  }

  private RoundCall closing() {
    return new RoundCall(List.copyOf(calls.values()));
  }

  /** Closing may free the call that hangs, and only this thread is left to be held up. */
  private void closeHung(SpanExporter exporter) {
    try {
      exporter.shutdown();
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
