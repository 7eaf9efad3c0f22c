package dev.fulgurite.exporter.store;

/** The reference store. */
public final class InMemorySpanStore {
  private InMemorySpanStore() {}
}
