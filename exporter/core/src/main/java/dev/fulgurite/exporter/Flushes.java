package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code forceFlush}: once the spans it waits for have settled, the exporter is flushed,
 * and only if both went well is the answer success. The worker owns it, anyone may request.
 */
final class Flushes {
  private final ConcurrentLinkedQueue<FlushTicket> requested = new ConcurrentLinkedQueue<>();
  private final List<FlushTicket> waiting = new ArrayList<>();
  private final List<FlushTicket> flushing = new ArrayList<>();
  private final Pipe pipe;
  private final SpanQueue queue;
  private @Nullable RoundCall call;
  private long callDeadline;

  Flushes(Pipe pipe, SpanQueue queue) {
    this.pipe = pipe;
    this.queue = queue;
  }

  void request(FlushTicket ticket) {
    requested.add(ticket);
  }

  /** Whether somebody waits. */
  boolean isPending() {
    return call != null || !waiting.isEmpty() || !requested.isEmpty();
  }

  /**
   * @param exports tells which batches are left
   */
  void proceed(Exports exports, long now) {
    accept();
    waiting.forEach(ticket -> ticket.gather(queue, exports.newest()));
    if (call != null) {
      finishCall(now);
    }
    if (pipe.endpoints().isStuck()) {
      fail(waiting);
      return;
    }
    if (call == null && !pipe.endpoints().isBusy()) {
      beginCall(exports.oldest(), now);
    }
    if (pipe.endpoints().isDown(now)) {
      failUnsettled(exports.oldest());
    }
  }

  /** Something of this batch is lost. */
  void lost(long batch) {
    accept(); // whoever asked before the loss is counted must learn of it
    waiting.forEach(ticket -> ticket.lost(batch));
  }

  void abandon() {
    accept();
    if (call != null) {
      call.abandon();
      call = null;
    }
    fail(flushing);
    fail(waiting);
  }

  /** Nanoseconds until the exporter's flush is overdue, {@link Long#MAX_VALUE} for never. */
  long untilOverdue(long now) {
    return call == null ? Long.MAX_VALUE : callDeadline - now;
  }

  private void accept() {
    for (FlushTicket t = requested.poll(); t != null; t = requested.poll()) {
      waiting.add(t);
    }
  }

  private void beginCall(long oldest, long now) {
    waiting.removeIf(ticket -> ticket.isSettled(oldest) && flushing.add(ticket));
    if (!flushing.isEmpty()) {
      callDeadline = now + pipe.settings().exporterTimeout().toNanos();
      call = pipe.endpoints().call(SpanExporter::flush);
    }
  }

  private void finishCall(long now) {
    RoundCall current = call;
    if (current != null && (current.isDone() || callDeadline - now <= 0)) {
      current.abandon();
      call = null;
      flushing.forEach(ticket -> ticket.complete(current.hasSucceeded()));
      flushing.clear();
    }
  }

  /** Nothing can be sent for now, so that waiting has no end that is known. */
  private void failUnsettled(long oldest) {
    waiting.removeIf(
        ticket -> {
          boolean unsettled = !ticket.isSettled(oldest);
          if (unsettled) {
            ticket.complete(false);
          }
          return unsettled;
        });
  }

  private static void fail(List<FlushTicket> tickets) {
    tickets.forEach(ticket -> ticket.complete(false));
    tickets.clear();
  }
}
