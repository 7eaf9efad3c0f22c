package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.TraceSummary;
import java.util.List;

/** Asks the mirror, once it has caught up. */
record RedisSpanReader(RedisSpanStore store) implements SpanReader {
  @Override
  public SpanPage spans(SpanQuery query) {
    return store.withMirror(mirror -> mirror.ordered().page(query));
  }

  @Override
  public String endCursor() {
    return store.withMirror(mirror -> mirror.end().toString());
  }

  @Override
  public List<SessionSummary> sessions(SpanQuery query) {
    return store.withMirror(mirror -> mirror.ordered().sessions(query));
  }

  @Override
  public List<TraceSummary> traces(SpanQuery query) {
    return store.withMirror(mirror -> mirror.ordered().traces(query));
  }

  @Override
  public List<AgentSummary> agents(SpanQuery query) {
    return store.withMirror(mirror -> mirror.ordered().agents(query));
  }

  @Override
  public List<LedgerRow> ledger() {
    return store.ledger();
  }

  @Override
  public Pruned pruned() {
    return store.withMirror(StoreMirror::pruned);
  }
}
