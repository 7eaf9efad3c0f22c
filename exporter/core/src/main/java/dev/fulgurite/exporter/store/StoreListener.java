package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.ProcessRun;

/**
 * Told by a {@link StoreExporter}, on its thread; must return soon. What it throws is said once.
 */
public interface StoreListener {
  /** The store is open and this run's first span will follow; once. */
  void opened(SpanStore store, ProcessRun run);

  /** Spans were added, and survive the process. */
  void appended();

  /** The store cannot be opened; once. Should it open later, this listener is not told. */
  default void unavailable() {}
}
