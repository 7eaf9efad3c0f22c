package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** The batches whose answers are awaited, each with its deadline. The worker owns it. */
final class Exports {
  private final List<Export> exports = new ArrayList<>();
  private final Pipe pipe;
  private final long timeoutNanos;

  private record Export(List<QueuedSpan> spans, ExporterCall call, long deadline) {}

  Exports(Pipe pipe) {
    this.pipe = pipe;
    this.timeoutNanos = pipe.settings().exporterTimeout().toNanos();
  }

  /** Whether another batch may be sent. */
  boolean hasRoom() {
    return exports.size() < pipe.settings().maxInFlight() && !pipe.calls().isBusy();
  }

  /** Sends a batch; the exporter gets an immutable list of its own. */
  void send(List<QueuedSpan> spans, long now) {
    try {
      List<SpanData> data = spans.stream().map(QueuedSpan::data).toList();
      ExporterCall call = pipe.calls().call(() -> pipe.exporter().export(data));
      exports.add(new Export(spans, call, now + timeoutNanos));
    } catch (Throwable t) {
      pipe.ledger().fail(spans, Loss.ERROR);
      pipe.warnings().processorBroke(t);
    }
  }

  /** Counts the batches that were answered or are overdue. */
  void settle(long now) {
    exports.removeIf(export -> settle(export, export.deadline - now <= 0));
  }

  /** Gives up on what has no answer. */
  void abandon() {
    exports.removeIf(export -> settle(export, true));
  }

  /** Nanoseconds until a batch is overdue, {@link Long#MAX_VALUE} for never. */
  long untilOverdue(long now) {
    return exports.stream().mapToLong(e -> e.deadline - now).min().orElse(Long.MAX_VALUE);
  }

  private boolean settle(Export export, boolean overdue) {
    String outcome = export.call.outcome();
    if (outcome == null) {
      if (!overdue) {
        return false;
      }
      export.call.abandon();
      outcome = Loss.TIMEOUT;
    }
    count(export.spans, outcome);
    return true;
  }

  private void count(List<QueuedSpan> spans, String outcome) {
    if (ExporterCall.SUCCESS.equals(outcome)) {
      pipe.ledger().deliver(spans);
    } else {
      pipe.ledger().fail(spans, outcome);
    }
  }
}
