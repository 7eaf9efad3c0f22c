package dev.fulgurite.exporter.outbox;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.ProcessRun;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxStep;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The forwarder's thread: while there is something to send it holds the lease, and otherwise it
 * sleeps. Only what its methods say may be called by others.
 */
final class ForwardLoop implements Runnable {
  /** How long an idle process keeps the lease: the next span will not be long. */
  private static final long LINGER_NANOS = 1_000_000_000L;

  /** How often to look for spans of other processes, and how long to leave a broken store alone. */
  private static final long LOOK_NANOS = 10_000_000_000L;

  private static final long BROKEN_NANOS = 1_000_000_000L;

  private record Flush(long target, CompletableResultCode result) {}

  private final Outbox outbox;
  private final ProcessRun run;
  private final Sending sending;
  private final ForwardSettings settings;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Queue<CompletableResultCode> asked = new ConcurrentLinkedQueue<>();
  private final List<Flush> flushes = new ArrayList<>();
  private final List<Partition> partitions = new ArrayList<>();
  private volatile boolean stopped;
  private volatile int held;

  /** Another process's lease or trouble with the store: nothing is tried before. */
  private long pausedUntil = System.nanoTime();

  /** When the lease is to be renewed, or given up when idle; where it is held. */
  private long renewAt;

  private long idleSince;
  private boolean idle = true;

  /** Everything up to here was dealt with when the lease was given up. */
  private long seen = -1;

  ForwardLoop(Outbox outbox, ProcessRun run, Function<Runnable, Sending> sending) {
    this.outbox = outbox;
    this.run = run;
    this.sending = sending.apply(wakeUps::release);
    this.settings = this.sending.settings();
  }

  /** By anybody: there are new spans. */
  void appended() {
    wakeUps.release();
  }

  /** By anybody: spans on the heap. */
  int held() {
    return held;
  }

  /** By anybody; see {@link Forwarder#flush()}. */
  CompletableResultCode flush() {
    CompletableResultCode result = new CompletableResultCode();
    asked.add(result);
    if (stopped) {
      result.fail();
    }
    wakeUps.release();
    return result;
  }

  /** By anybody: ends the thread as soon as it comes back from the exporter and the store. */
  void stop() {
    stopped = true;
    wakeUps.release();
  }

  @Override
  public void run() {
    while (!stopped) {
      long now = System.nanoTime();
      try {
        if (pausedUntil - now <= 0 && !stepped(now)) {
          continue;
        }
      } catch (Throwable t) {
        pausedUntil = now + BROKEN_NANOS;
        sending.notes().say("store", "the outbox cannot use its store, and tries again: " + t);
      }
      answerFlushes(now);
      await(untilDue(now));
    }
    end();
  }

  /** False where there is more to do at once. */
  private boolean stepped(long now) {
    long newest = outbox.newest();
    takeFlushes(newest);
    seen = newest < seen ? -1 : seen; // another file, with numbers of its own
    if (partitions.isEmpty() && (newest <= seen || !acquired(now))) {
      return true;
    }
    partitions.forEach(partition -> partition.settle(now));
    if (!keepPositions(now)) {
      return false; // the next step says until when the lease is another's
    }
    readAndSend(newest, now);
    held = partitions.stream().mapToInt(Partition::held).sum();
    noteIdle(now, newest);
    return partitions.stream().noneMatch(Partition::isDone);
  }

  private boolean acquired(long now) {
    Instant time = Instant.now();
    Optional<Instant> other = outbox.acquire(lease(time), time);
    if (other.isPresent()) {
      long wait = NANOSECONDS.convert(Duration.between(time, other.get()));
      pausedUntil = now + Math.max(1, Math.min(wait, LOOK_NANOS));
      return false;
    }
    outbox.begin(settings.destination(), 0); // known, unless somebody removed the store's file
    List<Long> positions = outbox.positions(settings.destination());
    for (int i = 0; i < positions.size(); i++) {
      partitions.add(new Partition(i, positions.get(i), sending));
    }
    renewLater(now);
    idle = false;
    return true;
  }

  private OutboxLease lease(Instant time) {
    Instant until = time.plus(settings.pace().lease());
    return new OutboxLease(settings.destination(), run.id(), until);
  }

  private void renewLater(long now) {
    renewAt = now + NANOSECONDS.convert(settings.pace().lease()) / 2;
  }

  /** False where the lease has gone to another process. */
  private boolean keepPositions(long now) {
    List<Partition> done = partitions.stream().filter(Partition::isDone).toList();
    boolean pause = now - renewAt >= 0 || isLingering(now);
    return (done.isEmpty() && !pause) || kept(pause ? ahead() : done, now);
  }

  private boolean isLingering(long now) {
    return idle && now - idleSince >= LINGER_NANOS;
  }

  private List<Partition> ahead() {
    return partitions.stream().filter(Partition::isAhead).toList();
  }

  private boolean kept(List<Partition> done, long now) {
    List<OutboxStep> steps = done.stream().map(Partition::step).toList();
    OptionalLong pruned =
        outbox.advance(
            lease(Instant.now()),
            steps,
            run.row(settings.destination(), sending.ledger().snapshot(), false));
    if (pruned.isEmpty()) {
      giveUp();
      return false;
    }
    sending.ledger().pruned(pruned.getAsLong());
    done.forEach(Partition::kept);
    renewLater(now);
    return true;
  }

  private void readAndSend(long newest, long now) {
    for (Partition partition : partitions) {
      if (partition.isIdle() && partition.dealtThrough() < newest) {
        partition.begin(outbox.read(partition.nextPage(settings.batch())), now);
      }
      partition.send(now);
    }
  }

  /** An idle process gives the lease up after a moment, once all it knows is in the store. */
  private void noteIdle(long now, long newest) {
    boolean allIdle = partitions.stream().allMatch(Partition::isIdle);
    if (allIdle && isLingering(now)) {
      seen = newest;
      outbox.release(lease(Instant.now()));
      giveUp();
    } else if (allIdle != idle) {
      idle = allIdle;
      idleSince = now;
    }
  }

  private void giveUp() {
    partitions.forEach(Partition::giveBack);
    partitions.clear();
    held = 0;
    idle = true;
  }

  private void takeFlushes(long newest) {
    for (CompletableResultCode next = asked.poll(); next != null; next = asked.poll()) {
      flushes.add(new Flush(newest, next));
    }
  }

  private void answerFlushes(long now) {
    boolean paused = pausedUntil - now > 0;
    if (paused) {
      takeFlushes(Long.MAX_VALUE);
    }
    for (Iterator<Flush> all = flushes.iterator(); all.hasNext(); ) {
      Flush flush = all.next();
      List<Partition> open =
          partitions.stream().filter(p -> p.dealtThrough() < flush.target).toList();
      if (open.isEmpty() && !(partitions.isEmpty() && flush.target > seen)) {
        all.remove();
        flush.result.succeed();
      } else if (paused || open.stream().allMatch(p -> p.isWaiting(now))) {
        all.remove();
        flush.result.fail();
      }
    }
  }

  private long untilDue(long now) {
    if (pausedUntil - now > 0) {
      return pausedUntil - now;
    }
    long due = LOOK_NANOS;
    if (!partitions.isEmpty()) {
      due = Math.min(due, idle ? idleSince + LINGER_NANOS - now : renewAt - now);
    }
    for (Partition partition : partitions) {
      due = Math.min(due, partition.untilDue(now));
    }
    return due;
  }

  private void await(long nanos) {
    try {
      wakeUps.tryAcquire(Math.max(0, nanos), NANOSECONDS);
      wakeUps.drainPermits();
    } catch (InterruptedException e) {
      return; // somebody else's: this thread ends by stop() alone
    }
  }

  /** What was acknowledged is kept, what was not stays in the store. */
  private void end() {
    try {
      if (!partitions.isEmpty()) {
        partitions.forEach(partition -> partition.settle(System.nanoTime()));
        kept(ahead(), System.nanoTime());
        outbox.release(lease(Instant.now()));
      }
    } catch (Throwable t) {
      sending.notes().say("the outbox could not keep its last position, so some go twice: " + t);
    } finally {
      giveUp();
      takeFlushes(Long.MAX_VALUE);
      flushes.forEach(flush -> flush.result.fail());
    }
  }
}
