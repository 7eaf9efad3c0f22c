package dev.fulgurite.exporter;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of each span: {@code emitted = sampledOut + dropped + delivered + failed +
 * inFlight}, exact at rest. Each column is counted by itself and without a lock, so a snapshot may
 * be off by the operations in progress. Thread-safe.
 */
final class DeliveryLedger {
  private final EmittedCount emitted = new EmittedCount();
  private final ReasonCounts sampledOut = new ReasonCounts();
  private final ReasonCounts dropped = new ReasonCounts();
  private final ReasonCounts failed = new ReasonCounts();
  private final KindCounts delivered = new KindCounts();

  /** Spans that left the queue and have not settled. */
  private final AtomicLong taken = new AtomicLong();

  private final LongSupplier waiting;
  private final Actions actions;
  private volatile @Nullable LedgerCells cells;

  /** Whether something was lost or left out since the worker last looked. */
  private volatile boolean unseen;

  /** Set before the first span, or never. */
  private @Nullable Witness witness;

  /**
   * @param waiting how many spans are queued, or wait for room in the queue
   */
  DeliveryLedger(LongSupplier waiting, Actions actions) {
    this.waiting = waiting;
    this.actions = actions;
  }

  /** From the first span on. */
  void watch(Witness watching) {
    witness = watching;
  }

  /** A span has come. */
  void emit() {
    emitted.increment();
  }

  /** Returns whether the worker should look. */
  boolean sampleOut(SpanContext span, EventKind kind, String reason) {
    tell(span, Witness.SAMPLED_OUT, reason);
    sampledOut.add(reason, kind);
    return notice();
  }

  /**
   * A span that is not in the queue, or no more, is lost.
   *
   * @return whether the worker should look
   */
  boolean drop(SpanContext span, EventKind kind, String reason) {
    tell(span, Witness.DROPPED, reason);
    dropped.add(reason, kind);
    return notice();
  }

  private boolean notice() {
    boolean first = !unseen;
    if (first) {
      unseen = true;
    }
    return first;
  }

  /** Whether something was lost or left out that the worker has not seen. */
  boolean isUnseen() {
    return unseen;
  }

  /** What was counted before this is seen by what reads the ledger after it. */
  void see() {
    unseen = false;
  }

  /** From now on the columns are kept in {@code target} too, nothing missed. */
  void keepIn(LedgerCells target) {
    emitted.moveTo(target);
    cells = target;
    publish();
  }

  /** Brings the cells, if any, up to date. Cheap; the worker does it with each of its steps. */
  void publish() {
    LedgerCells target = cells;
    if (target != null) {
      synchronized (target) {
        target.set(LedgerCells.Column.SAMPLED_OUT, sampledOut.sum());
        target.set(LedgerCells.Column.DROPPED, dropped.sum());
        target.set(LedgerCells.Column.DELIVERED, delivered.sum());
        target.set(LedgerCells.Column.FAILED, failed.sum());
      }
    }
  }

  /** Spans that left the queue and have not settled. */
  long taken() {
    return taken.get();
  }

  /** The worker takes spans: they are in flight until {@link #deliver}, {@link #fail} and so on. */
  void take(int spans) {
    taken.addAndGet(spans);
  }

  void dropTaken(List<QueuedSpan> spans, String reason) {
    tell(spans, Witness.DROPPED, reason);
    spans.forEach(span -> dropped.add(reason, span.kind()));
    taken.addAndGet(-spans.size());
    unseen = true;
  }

  void deliver(List<QueuedSpan> spans) {
    tell(spans, Witness.DELIVERED, "");
    delivered.addAll(spans);
    taken.addAndGet(-spans.size());
  }

  void fail(List<QueuedSpan> spans, String reason) {
    tell(spans, Witness.FAILED, reason);
    for (QueuedSpan span : spans) {
      failed.add(reason, span.kind());
    }
    taken.addAndGet(-spans.size());
    unseen = true;
  }

  /** Spans dropped or failed, but for those that came after the shutdown had begun. */
  long lost() {
    return dropped.sum() - dropped.sum(Loss.AFTER_SHUTDOWN) + failed.sum();
  }

  long delivered() {
    return delivered.sum();
  }

  long failed() {
    return failed.sum();
  }

  LedgerSnapshot snapshot() {
    Map<String, Long> sampledOutByReason = sampledOut.byReason();
    Map<String, Long> droppedByReason = dropped.byReason();
    Map<String, Long> failedByReason = failed.byReason();
    return new LedgerSnapshot(
        emitted.sum(),
        sum(sampledOutByReason.values()),
        sum(droppedByReason.values()),
        delivered.sum(),
        sum(failedByReason.values()),
        waiting.getAsLong() + taken.get(),
        droppedByReason,
        failedByReason,
        new LedgerDetail(sampledOutByReason, kinds(), actions.snapshot()));
  }

  private void tell(List<QueuedSpan> spans, String column, String reason) {
    if (witness != null) {
      spans.forEach(span -> tell(span.data().getSpanContext(), column, reason));
    }
  }

  private void tell(SpanContext span, String column, String reason) {
    Witness watching = witness;
    if (watching != null) {
      watching.counted(span, column, reason);
    }
  }

  private Map<String, Map<String, Long>> kinds() {
    TreeMap<String, Map<String, Long>> kinds = new TreeMap<>();
    delivered.tell(kinds, "delivered");
    sampledOut.tell(kinds, "sampled_out");
    dropped.tell(kinds, "dropped");
    failed.tell(kinds, "failed");
    return Collections.unmodifiableMap(kinds);
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
