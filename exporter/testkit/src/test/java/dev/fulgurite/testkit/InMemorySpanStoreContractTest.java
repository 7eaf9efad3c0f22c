package dev.fulgurite.testkit;

import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanStore;

class InMemorySpanStoreContractTest extends SpanStoreContract {
  @Override
  protected SpanStore createStore() {
    return InMemorySpanStore.create();
  }
}
