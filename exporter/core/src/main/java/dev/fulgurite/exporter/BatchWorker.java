package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the queue to the exporter, on a daemon thread that starts with the first span
 * and sleeps while there is nothing to do. It calls no foreign code, so it always answers: an
 * exporter that throws, hangs or answers late costs its own batches and nothing else.
 */
final class BatchWorker {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long PAUSE_AFTER_ERROR_NANOS = 10_000_000;

  private final Object lock = new Object();
  private final Pipe pipe;
  private final SpanQueue queue;
  private final Exports exports;
  private final Flushes flushes;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Closing closing;

  /** Kept beside the thread's own permit, which waiting for a lock may use up. */
  private volatile boolean signalled;

  /** When the batch that gathers must go; {@link #NEVER} while the queue is empty. */
  private long lingerEnd = NEVER;

  private boolean abandoned;

  BatchWorker(Pipe pipe, SpanQueue queue) {
    this.pipe = pipe;
    this.queue = queue;
    this.exports = new Exports(pipe);
    this.flushes = new Flushes(pipe);
  }

  /** Any thread. */
  void ensureStarted() {
    if (thread == null) {
      synchronized (lock) {
        if (thread == null && closing == null) {
          Thread starting =
              new WorkerThread(this::run, "fulgurite-" + pipe.settings().destination());
          starting.start();
          thread = starting;
        }
      }
    }
  }

  /** Any thread. */
  void wake() {
    signalled = true;
    LockSupport.unpark(thread);
  }

  /** Any thread. */
  CompletableResultCode flush() {
    synchronized (lock) {
      if (closing != null) {
        return closing.result();
      }
      if (thread != null) {
        FlushTicket ticket = pipe.ledger().ticket(this::wake);
        flushes.request(ticket);
        wake();
        return ticket.result;
      }
    }
    return pipe.endpoints().callHere(SpanExporter::flush);
  }

  /** Any thread. */
  CompletableResultCode shutdown() {
    Closing idle;
    synchronized (lock) {
      if (closing != null) {
        return closing.result();
      }
      closing = new Closing(pipe, pipe.ledger().ticket(this::wake));
      idle = closing;
      queue.close();
      if (thread != null) {
        wake();
        return idle.result();
      }
    }
    idle.finishIdle(pipe.endpoints().callHere(SpanExporter::shutdown));
    return idle.result();
  }

  private void run() {
    boolean done = false;
    while (!done) {
      try {
        done = step();
      } catch (Throwable t) {
        pipe.warnings().processorBroke(t);
        LockSupport.parkNanos(this, PAUSE_AFTER_ERROR_NANOS);
      }
    }
  }

  /** Returns whether the worker has ended. */
  private boolean step() {
    signalled = false;
    Thread.interrupted(); // an interrupted thread does not park, it would spin
    long now = System.nanoTime();
    Closing ending = closing;
    if (ending != null) {
      ending.hurry(exports, now);
    }
    exports.settle(now);
    flushes.proceed(now);
    if (ending == null) { // else once, when all is counted
      pipe.warnings().report(pipe.ledger().snapshot(), now, false);
    }
    if (ending != null && (abandoned || ending.isDrained(now, flushes))) {
      return end(ending, now);
    }
    if (isExportDue(now)) {
      exports.send(queue.poll(pipe.settings().maxExportBatchSize()), now);
      lingerEnd = NEVER;
    } else {
      park(untilNext(now));
    }
    return false;
  }

  private boolean isExportDue(long now) {
    if (queue.isEmpty()) {
      lingerEnd = NEVER;
      return false;
    }
    if (lingerEnd == NEVER) {
      lingerEnd = now + pipe.settings().scheduleDelay().toNanos();
    }
    return exports.hasRoom(now)
        && (lingerEnd - now <= 0
            || queue.holds(pipe.settings().maxExportBatchSize())
            || flushes.isPending()
            || closing != null);
  }

  private long untilNext(long now) {
    long wait = Math.min(exports.untilDue(now), flushes.untilOverdue(now));
    if (lingerEnd != NEVER && exports.hasRoom(now)) {
      wait = Math.min(wait, lingerEnd - now);
    }
    Closing ending = closing;
    return ending == null ? wait : Math.min(wait, ending.untilOverdue(now));
  }

  private boolean end(Closing ending, long now) {
    if (!abandoned) {
      abandoned = true;
      exports.abandon();
      queue.poll(Integer.MAX_VALUE).forEach(s -> pipe.ledger().drop(s.ordinal(), Loss.SHUTDOWN));
      flushes.abandon();
      pipe.warnings().report(pipe.ledger().snapshot(), now, false); // the exporter may yet hang
    }
    if (!ending.proceed(now)) {
      park(ending.untilOverdue(now));
      return false;
    }
    pipe.warnings().report(pipe.ledger().snapshot(), now, true);
    ending.finish();
    return true;
  }

  private void park(long nanos) {
    if (!signalled && nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
  }
}
