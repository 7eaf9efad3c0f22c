package dev.fulgurite.exporter.store;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that opens when it is first needed. Where that fails it is tried again when it is needed
 * later, but only every few seconds; the first failure and the end of it are told.
 */
final class LazyStore {
  static final long RETRY_NANOS = 5_000_000_000L;

  private final Supplier<SpanStore> opening;
  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private @Nullable SpanStore store;
  private @Nullable StoreException failure;
  private long failedNanos;
  private boolean closed;

  LazyStore(Supplier<SpanStore> opening, Consumer<String> log, LongSupplier nanoTime) {
    this.opening = opening;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  synchronized SpanStore open() {
    if (closed) {
      throw new StoreException("the store is closed", null);
    }
    SpanStore known = store;
    if (known != null) {
      return known;
    }
    StoreException before = failure;
    if (before != null && nanoTime.getAsLong() - failedNanos < RETRY_NANOS) {
      throw before;
    }
    return attempt(before != null);
  }

  private SpanStore attempt(boolean again) {
    try {
      SpanStore opened = opening.get();
      store = opened;
      failure = null;
      if (again) {
        log.accept("the store opened after all (" + opened + "): spans are kept from now on");
      }
      return opened;
    } catch (StoreException e) {
      failure = e;
      failedNanos = nanoTime.getAsLong();
      if (!again) {
        log.accept(e.getMessage() + "; the program runs on, its spans are not kept");
      }
      throw e;
    }
  }

  /** Whether it could not be opened when it was last tried. */
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
