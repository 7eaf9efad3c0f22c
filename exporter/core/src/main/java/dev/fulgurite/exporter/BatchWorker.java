package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the queue to the exporter, on a daemon thread that starts with the first span
 * and sleeps while there is nothing to do. It calls no foreign code, so it always answers: an
 * exporter that throws, hangs or answers late costs its own batches and nothing else.
 */
final class BatchWorker {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int AWAKE = Integer.MAX_VALUE;
  private static final long PAUSE_AFTER_ERROR_NANOS = 10_000_000;

  private final Object lock = new Object();
  private final Pipe pipe;
  private final SpanQueue queue;
  private final Exports exports;
  private final Flushes flushes;
  private final LossReports reports;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Closing closing;

  /** Kept beside the thread's own permit, which waiting for a lock may use up. */
  private volatile boolean signalled;

  /** At how many queued spans somebody must wake the worker. */
  private volatile int wakeAt = 1;

  /**
   * When what is in the queue must go. It runs from the last batch on, so that the first span after
   * it need not wake the worker to set it; {@link #NEVER} when nothing came meanwhile.
   */
  private long lingerEnd = NEVER;

  private boolean abandoned;

  BatchWorker(Pipe pipe, SpanQueue queue) {
    this.pipe = pipe;
    this.queue = queue;
    this.flushes = new Flushes(pipe, queue);
    this.exports = new Exports(pipe, flushes::lost);
    this.reports = new LossReports(pipe);
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
    if (!signalled) {
      signalled = true;
      LockSupport.unpark(thread);
    }
  }

  /** Any thread: there are {@code size} spans in the queue. */
  void grown(int size) {
    if (size >= wakeAt) {
      wake();
    }
  }

  /** Any thread. */
  CompletableResultCode flush() {
    synchronized (lock) {
      if (closing != null) {
        return closing.result();
      }
      if (thread != null) {
        FlushTicket ticket = new FlushTicket(queue);
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
      idle = new Closing(pipe);
      closing = idle;
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
    wakeAt = AWAKE;
    signalled = false;
    Thread.interrupted(); // an interrupted thread does not park, it would spin
    long now = System.nanoTime();
    Closing ending = closing;
    if (ending != null) {
      ending.hurry(exports, now);
    }
    exports.settle(now);
    flushes.proceed(exports, now);
    if (ending == null) { // else once, when all is counted
      reports.report(now);
    }
    if (ending != null && (abandoned || isDrained(ending, now))) {
      return end(ending, now);
    }
    if (isExportDue(now)) {
      send(now);
    } else {
      park(untilNext(now));
    }
    return false;
  }

  private boolean isDrained(Closing ending, long now) {
    boolean more = !queue.isEmpty() || queue.waiting() > 0;
    return ending.isOverdue(now)
        || (!more && exports.isEmpty() && !flushes.isPending())
        || ((more || !exports.isEmpty())
            && exports.isHopeless(now, ending.untilOverdue(now), more));
  }

  private boolean isExportDue(long now) {
    boolean lingered = lingerEnd != NEVER && lingerEnd - now <= 0;
    if (queue.isEmpty()) {
      lingerEnd = lingered ? NEVER : lingerEnd;
      return false;
    }
    if (lingerEnd == NEVER) {
      lingerEnd = now + pipe.settings().scheduleDelay().toNanos();
    }
    return exports.hasRoom(now)
        && (lingered
            || lingerEnd - now <= 0
            || queue.holds(pipe.settings().maxExportBatchSize())
            || flushes.isPending()
            || closing != null);
  }

  private void send(long now) {
    ProcessorSettings settings = pipe.settings();
    List<QueuedSpan> batch =
        queue.poll(settings.maxExportBatchSize(), settings.maxExportBatchBytes());
    if (batch.isEmpty()) {
      SpanQueue.awaitHandOver();
    } else {
      exports.send(batch, now);
      lingerEnd = now + settings.scheduleDelay().toNanos();
    }
  }

  private long untilNext(long now) {
    long wait = Math.min(exports.untilDue(now), flushes.untilOverdue(now));
    wait = Math.min(wait, reports.untilDue(now));
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
      queue.dropRest(spans -> pipe.ledger().dropTaken(spans, Loss.SHUTDOWN));
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
    int spans = lingerEnd == NEVER ? 1 : pipe.settings().maxExportBatchSize();
    boolean room = exports.hasRoom(System.nanoTime());
    wakeAt = room ? spans : AWAKE; // else the exporter wakes, or the time to try again
    boolean late = queue.size() >= wakeAt; // grew before it could know
    if (!signalled && !late && nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
  }
}
