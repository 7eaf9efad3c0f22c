package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the queue to the exporter, on a daemon thread that starts with the first span
 * and sleeps while there is nothing to do. It calls no foreign code, so it always answers: an
 * exporter that throws, hangs or answers late costs its own batches and nothing else.
 *
 * <p>The thread that calls the exporter takes the next batch by itself when it comes back, so that
 * under load no thread has to wake another. A lock guards what both do.
 */
final class BatchWorker {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long DONE = -1;

  /** Beyond any timeout, and yet times so far off compare rightly. */
  private static final long FAR_NANOS = Long.MAX_VALUE / 4;

  private static final int AWAKE = Integer.MAX_VALUE;
  private static final long HAND_OVER_NANOS = 20_000;
  private static final long PAUSE_AFTER_ERROR_NANOS = 10_000_000;

  private final Object lock = new Object();

  /** Guards everything below that is not volatile, and what the helpers hold. */
  private final ReentrantLock steps = new ReentrantLock();

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

  /** Until when the thread sleeps if nobody wakes it. */
  private long asleepUntil;

  BatchWorker(Pipe pipe, SpanQueue queue) {
    this.pipe = pipe;
    this.queue = queue;
    this.flushes = new Flushes(pipe, queue);
    this.exports = new Exports(pipe, flushes::lost, queue::progressed);
    this.reports = new LossReports(pipe);
  }

  /** Any thread. */
  void ensureStarted() {
    if (thread == null) {
      synchronized (lock) {
        if (thread == null && closing == null) {
          start();
        }
      }
    }
  }

  /** Known before it runs: a wake-up that finds nobody to wake would be the last. */
  private void start() {
    Thread starting = new WorkerThread(this::run, "fulgurite-" + pipe.settings().destination());
    thread = starting;
    try {
      starting.start();
    } catch (Throwable t) { // no memory for a thread: the next span tries again
      thread = null;
      throw t;
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

  /** The exporter's thread: it may take the next batch. */
  void exporterReturned() {
    if (closing != null) {
      wake();
      return;
    }
    steps.lock();
    try {
      long now = System.nanoTime();
      proceed(now);
      if (isExportDue(now)) {
        send(now);
      }
      wakeAt = wakeThreshold(now);
      if (queue.size() >= wakeAt || wakeTime(now, untilNext(now)) - asleepUntil < 0) {
        wake();
      }
    } catch (Throwable t) {
      pipe.warnings().processorBroke(t);
      wake();
    } finally {
      steps.unlock();
    }
  }

  private void run() {
    boolean done = false;
    while (!done) {
      long sleep = PAUSE_AFTER_ERROR_NANOS;
      steps.lock();
      try {
        sleep = step();
        done = sleep == DONE;
      } catch (Throwable t) {
        pipe.warnings().processorBroke(t);
      } finally {
        steps.unlock();
      }
      if (!signalled && sleep > 0) {
        LockSupport.parkNanos(this, sleep);
      }
    }
  }

  /** Returns how long to sleep, or {@link #DONE}. */
  private long step() {
    wakeAt = AWAKE;
    signalled = false;
    Thread.interrupted(); // an interrupted thread does not park, it would spin
    long now = System.nanoTime();
    Closing ending = closing;
    if (ending != null) {
      ending.hurry(exports, now);
    }
    proceed(now);
    if (ending != null && (abandoned || isDrained(ending, now))) {
      return end(ending, now);
    }
    if (isExportDue(now)) {
      return send(now) ? 0 : HAND_OVER_NANOS;
    }
    wakeAt = wakeThreshold(now);
    boolean grown = queue.size() >= wakeAt; // before it could know whom to wake
    long sleep = grown ? 0 : untilNext(now);
    asleepUntil = wakeTime(now, sleep);
    return sleep;
  }

  private static long wakeTime(long now, long sleep) {
    return now + Math.min(sleep, FAR_NANOS);
  }

  private void proceed(long now) {
    exports.settle(now);
    flushes.proceed(exports, now);
    pipe.ledger().publish();
    if (closing == null) { // else once, when all is counted
      reports.report(now);
      pipe.pressure().check(now, pipe.ledger());
    }
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

  /** Returns false when the spans have yet to be handed over. */
  private boolean send(long now) {
    ProcessorSettings settings = pipe.settings();
    pipe.actions().peak(Actions.QUEUE_PEAK_PERCENT, Math.round(100 * queue.usage()));
    List<QueuedSpan> batch =
        queue.poll(settings.maxExportBatchSize(), settings.maxExportBatchBytes());
    if (batch.isEmpty()) {
      return false;
    }
    pipe.actions().count(Actions.BATCHES);
    exports.send(batch, now);
    lingerEnd = now + settings.scheduleDelay().toNanos();
    return true;
  }

  private long untilNext(long now) {
    long wait = Math.min(exports.untilDue(now), flushes.untilOverdue(now));
    if (lingerEnd != NEVER && exports.hasRoom(now)) {
      wait = Math.min(wait, lingerEnd - now);
    }
    Closing ending = closing;
    if (ending != null) {
      return Math.min(wait, ending.untilOverdue(now));
    }
    return Math.min(wait, Math.min(reports.untilDue(now), pipe.pressure().untilDue(now)));
  }

  private long end(Closing ending, long now) {
    if (!abandoned) {
      abandoned = true;
      exports.abandon();
      queue.dropRest(spans -> pipe.ledger().dropTaken(spans, Loss.SHUTDOWN));
      flushes.abandon();
      pipe.warnings().report(pipe.ledger().snapshot(), now, false); // the exporter may yet hang
    }
    if (!ending.proceed(now)) {
      return ending.untilOverdue(now);
    }
    pipe.ledger().publish();
    pipe.warnings().report(pipe.ledger().snapshot(), now, true);
    ending.finish();
    return DONE;
  }

  private int wakeThreshold(long now) {
    if (!exports.hasRoom(now)) {
      return AWAKE; // the exporter's thread takes the next batch, or it is not yet time
    }
    return lingerEnd == NEVER ? 1 : pipe.settings().maxExportBatchSize();
  }
}
