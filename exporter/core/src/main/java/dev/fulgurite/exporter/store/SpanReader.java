package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import java.util.List;

/**
 * Asks a store. Thread-safe; may block on the disk. Each answer is consistent in itself and sees
 * everything whose append returned before the call.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be read.
 */
public interface SpanReader {
  /** Spans that match, in the query's order, at most its limit. */
  SpanPage spans(SpanQuery query);

  /**
   * A cursor after everything the store has: with {@link SpanQuery.Order#ARRIVAL} it gives what the
   * store gets from now on.
   */
  String endCursor();

  /**
   * One summary per session that has a matching span, counted over the session's matching spans.
   * Order and limit of the query apply to sessions, by their start, ties by their id; its cursor is
   * not used.
   */
  List<SessionSummary> sessions(SpanQuery query);

  /** As {@link #sessions}, per trace. */
  List<TraceSummary> traces(SpanQuery query);

  /** Every ledger row, oldest process first. */
  List<LedgerRow> ledger();

  /** What was removed to keep the store within its bound. */
  default Pruned pruned() {
    return Pruned.NONE;
  }
}
