package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The batches whose answers are awaited, each with its deadline. The worker owns it. */
final class Exports {
  private final List<Export> exports = new ArrayList<>();
  private final Pipe pipe;
  private final long timeoutNanos;

  private final LongConsumer lost;
  private long newest;

  private record Export(long batch, List<QueuedSpan> spans, ExporterCall call, long deadline) {}

  /**
   * @param lost told which batch lost a span
   */
  Exports(Pipe pipe, LongConsumer lost) {
    this.pipe = pipe;
    this.lost = lost;
    this.timeoutNanos = NANOSECONDS.convert(pipe.settings().exporterTimeout());
  }

  /** Whether another batch may be sent. */
  boolean hasRoom() {
    return exports.size() < pipe.settings().maxInFlight() && !pipe.calls().isBusy();
  }

  /** Sends a batch; the exporter gets an immutable list of its own. */
  void send(List<QueuedSpan> spans, long now) {
    newest++;
    try {
      List<SpanData> data = spans.stream().map(QueuedSpan::data).toList();
      ExporterCall call = pipe.calls().call(() -> pipe.exporter().export(data));
      exports.add(new Export(newest, spans, call, now + timeoutNanos));
    } catch (Throwable t) {
      fail(newest, spans, Loss.ERROR);
      pipe.warnings().processorBroke(t);
    }
  }

  boolean isEmpty() {
    return exports.isEmpty();
  }

  /** The number of the batch that was sent last. */
  long newest() {
    return newest;
  }

  /** The least number of a batch without an answer, {@link Long#MAX_VALUE} where there is none. */
  long oldest() {
    return exports.stream().mapToLong(Export::batch).min().orElse(Long.MAX_VALUE);
  }

  /** Counts the batches that were answered or are overdue. */
  void settle(long now) {
    exports.removeIf(export -> settle(export, export.deadline - now <= 0 ? Loss.TIMEOUT : null));
  }

  /** Gives up on what has no answer: the exit cannot wait any longer. */
  void abandon() {
    exports.removeIf(export -> settle(export, Loss.SHUTDOWN));
  }

  /** Nanoseconds until a batch is overdue, {@link Long#MAX_VALUE} for never. */
  long untilOverdue(long now) {
    return exports.stream().mapToLong(e -> e.deadline - now).min().orElse(Long.MAX_VALUE);
  }

  /** {@code overdue}: why to give up now; null while there is time. */
  private boolean settle(Export export, @Nullable String overdue) {
    String outcome = overdue == null ? export.call.outcome() : export.call.abandon();
    String settled = outcome == null ? overdue : outcome;
    if (settled != null) {
      count(export, settled);
    }
    return settled != null;
  }

  private void count(Export export, String outcome) {
    if (ExporterCall.SUCCESS.equals(outcome)) {
      pipe.ledger().deliver(export.spans);
    } else {
      fail(export.batch, export.spans, outcome);
    }
  }

  private void fail(long batch, List<QueuedSpan> spans, String reason) {
    pipe.ledger().fail(spans, reason);
    lost.accept(batch);
  }
}
