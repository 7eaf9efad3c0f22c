package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.redis.store.StoreMirror.Held;
import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SessionSummaries;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.TraceSummaries;
import dev.fulgurite.exporter.store.TraceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks the mirror, once it has caught up. */
record RedisSpanReader(RedisSpanStore store) implements SpanReader {
  @Override
  public SpanPage spans(SpanQuery query) {
    SpanMatcher matcher = SpanMatcher.of(query);
    return store.withMirror(mirror -> page(mirror, query, matcher));
  }

  private static SpanPage page(StoreMirror mirror, SpanQuery query, SpanMatcher matcher) {
    List<StoredSpan> found = new ArrayList<>();
    SpanCursor last = null;
    for (Held candidate : mirror.inOrderOf(query)) {
      if (!matcher.matches(candidate.span())) {
        continue;
      }
      if (last != null && found.size() == query.limit()) {
        return new SpanPage(List.copyOf(found), last.toString());
      }
      found.add(candidate.span());
      last = candidate.place();
    }
    return new SpanPage(List.copyOf(found), null);
  }

  @Override
  public String endCursor() {
    return store.withMirror(mirror -> mirror.end().toString());
  }

  @Override
  public List<SessionSummary> sessions(SpanQuery query) {
    SessionSummaries summaries = new SessionSummaries();
    return summarize(query, held -> summaries.add(held.facts()), () -> summaries.toList(query));
  }

  @Override
  public List<TraceSummary> traces(SpanQuery query) {
    TraceSummaries summaries = new TraceSummaries();
    return summarize(query, held -> summaries.add(held.facts()), () -> summaries.toList(query));
  }

  @Override
  public List<AgentSummary> agents(SpanQuery query) {
    AgentSummaries summaries = new AgentSummaries();
    return summarize(query, held -> summaries.add(held.span()), () -> summaries.toList(query));
  }

  private <T> List<T> summarize(SpanQuery query, Consumer<Held> each, Supplier<List<T>> result) {
    SpanMatcher matcher = SpanMatcher.of(query);
    return store.withMirror(
        mirror -> {
          mirror.byArrival().values().stream()
              .filter(held -> matcher.matches(held.span()))
              .forEach(each);
          return result.get();
        });
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
