package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;

/** Spans on their way into a store, in batches. */
final class Arrivals {
  private static final int BATCH = 1000;

  private final SpanStore store;
  private final List<StoredSpan> waiting = new ArrayList<>(BATCH);
  private long read;
  private long added;

  Arrivals(SpanStore store) {
    this.store = store;
  }

  void add(StoredSpan span) {
    waiting.add(span);
    read++;
    if (waiting.size() == BATCH) {
      flush();
    }
  }

  /** Stores what waits. */
  void flush() {
    if (!waiting.isEmpty()) {
      added += store.append(waiting, null);
      waiting.clear();
    }
  }

  long read() {
    return read;
  }

  /** How many the store did not have, of those that have been flushed. */
  long added() {
    return added;
  }
}
