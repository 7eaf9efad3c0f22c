package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

  /**
   * One summary per agent, model and hour that has a matching span, counted over its matching
   * spans. Order and limit of the query apply to summaries: by hour, then agent, then model, none
   * first; its cursor is not used. As a default reads page after page, so that what is appended
   * meanwhile may be in it.
   */
  default List<AgentSummary> agents(SpanQuery query) {
    AgentSummaries summaries = new AgentSummaries();
    SpanQuery all =
        query.toBuilder()
            .setOrder(SpanQuery.Order.ARRIVAL)
            .setCursor(null)
            .setLimit(SpanQuery.DEFAULT_LIMIT)
            .build();
    SpanScan.forEach(this, all, summaries::add);
    return summaries.toList(query);
  }

  /**
   * How many spans the store's index of texts and attributes has not come to. Searches look at each
   * of them, so that their answers are complete; many make them slow. 0 where a store needs none.
   */
  default long unindexed() {
    return 0;
  }

  /**
   * The attributes that spans have or had, by key, then by type. As a default reads all spans, page
   * after page.
   */
  default List<KnownAttribute> attributes() {
    Set<KnownAttribute> known = new TreeSet<>();
    SpanScan.forEach(this, SpanQuery.ALL, span -> KnownAttribute.addAll(span, known));
    return List.copyOf(known);
  }

  /** Every ledger row, oldest process first. */
  List<LedgerRow> ledger();

  /** What was removed, by bounds and by {@link SpanStore#delete}. */
  default Pruned pruned() {
    return Pruned.NONE;
  }
}
