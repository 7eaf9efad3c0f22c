package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated queries get the answers of the reference store. */
interface EquivalenceContract extends StoreUnderTest {
  int QUERIES = 400;
  int PAGES = 3;

  @Test
  default void answers_areTheReferences_forGeneratedQueries() {
    List<StoredSpan> spans = AgentTraces.generate(2026, 25);
    QuerySamples queries = new QuerySamples(7, spans);
    int found = 0;

    try (SpanStore reference = InMemorySpanStore.create()) {
      reference.append(spans, null);
      for (int from = 0; from < spans.size(); from += 100) {
        store().append(spans.subList(from, Math.min(spans.size(), from + 100)), null);
      }
      for (int i = 0; i < QUERIES; i++) {
        found += compare(queries.next(), reference.reader()) ? 1 : 0;
      }
    }

    assertThat(found).as("queries that found something").isGreaterThan(QUERIES * 6 / 10);
  }

  private boolean compare(SpanQuery query, SpanReader reference) {
    assertThat(reader().sessions(query)).isEqualTo(reference.sessions(query));
    assertThat(reader().traces(query)).isEqualTo(reference.traces(query));
    assertThat(reader().agents(query)).isEqualTo(reference.agents(query));
    SpanPage expected = reference.spans(query);
    SpanPage actual = reader().spans(query);
    for (int i = 0; i < PAGES; i++) {
      assertThat(actual.spans()).isEqualTo(expected.spans());
      assertThat(actual.nextCursor() == null).isEqualTo(expected.nextCursor() == null);
      if (expected.nextCursor() == null) {
        break;
      }
      expected = reference.spans(query.toBuilder().setCursor(expected.nextCursor()).build());
      actual = reader().spans(query.toBuilder().setCursor(actual.nextCursor()).build());
    }
    return !reference.spans(query).spans().isEmpty();
  }
}
