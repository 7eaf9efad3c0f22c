package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.StoredSpan;

/** Writes spans in one form. Not thread-safe. */
interface SpanSink {
  void add(StoredSpan span);

  /** Writes what is left; called once, at the end. */
  default void finish() {}
}
