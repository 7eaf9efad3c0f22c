package dev.fulgurite.testkit;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.Arrays;
import java.util.List;

/** The store that a part of the contract is held against: fresh and empty for each test. */
interface StoreUnderTest {
  SpanStore store();

  default SpanReader reader() {
    return store().reader();
  }

  default void append(SampleSpan... spans) {
    store().append(Arrays.stream(spans).map(SampleSpan::build).toList(), null);
  }

  default List<StoredSpan> find(SpanQuery.Builder query) {
    return reader().spans(query.build()).spans();
  }

  default List<String> names(SpanQuery.Builder query) {
    return find(query).stream().map(StoredSpan::name).toList();
  }
}
