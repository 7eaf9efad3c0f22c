package dev.fulgurite.exporter;

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
  private @Nullable ExporterCall call;
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
    if (pipe.calls().isStuck()) {
      fail(waiting);
    } else if (call == null && !pipe.calls().isBusy()) {
      beginCall(exports.oldest(), now);
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
      call = pipe.calls().call(pipe.exporter()::flush);
    }
  }

  private void finishCall(long now) {
    ExporterCall current = call;
    String outcome = current == null ? null : current.outcome();
    if (current != null && (outcome != null || callDeadline - now <= 0)) {
      if (outcome == null) {
        current.abandon();
      }
      call = null;
      flushing.forEach(ticket -> ticket.complete(ExporterCall.SUCCESS.equals(outcome)));
      flushing.clear();
    }
  }

  private static void fail(List<FlushTicket> tickets) {
    tickets.forEach(ticket -> ticket.complete(false));
    tickets.clear();
  }
}
