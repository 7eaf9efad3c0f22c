package dev.fulgurite.testkit;

import dev.fulgurite.exporter.store.MemoryStoreProvider;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import java.time.Clock;

/** The one rule that a store in memory holds. */
class InMemorySessionSpansTest extends SessionSpansContract {
  @Override
  protected SpanStore open(long maxBytes, Retention retention, Clock clock) {
    return new MemoryStoreProvider().open("", new StoreOptions(false, maxBytes, false, retention));
  }
}
