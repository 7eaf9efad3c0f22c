package dev.fulgurite.exporter.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that opens when it is first needed, once: where that fails, it fails for good. */
final class LazyStore {
  private final Supplier<SpanStore> opening;
  private @Nullable SpanStore store;
  private @Nullable StoreException failure;
  private boolean closed;

  LazyStore(Supplier<SpanStore> opening) {
    this.opening = opening;
  }

  synchronized SpanStore open() {
    if (closed) {
      throw new StoreException("the store is closed", null);
    }
    if (failure != null) {
      throw failure;
    }
    if (store == null) {
      try {
        store = opening.get();
      } catch (StoreException e) {
        failure = e;
        throw e;
      }
    }
    return store;
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** Null before it was opened, and after it was closed. */
  synchronized @Nullable SpanStore ifOpen() {
    return closed ? null : store;
  }

  synchronized void close() {
    if (store != null && !closed) {
      store.close();
    }
    closed = true;
  }
}
