package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps in the store the ledgers of this run's other destinations, an OTLP collector's say, so that
 * one place answers where every span went. Written when it changed: beside the store's own batches
 * at most once a second, at each flush and at the end. Thread-safe.
 */
public final class LedgerJournal {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final Map<String, Supplier<LedgerSnapshot>> ledgers = new ConcurrentHashMap<>();
  private final Map<String, LedgerSnapshot> written = new ConcurrentHashMap<>();
  private final ProcessRun run;
  private long lastNanos = System.nanoTime() - INTERVAL_NANOS;

  LedgerJournal(ProcessRun run) {
    this.run = run;
  }

  /** {@code ledger} is asked on the store's thread and must not block. */
  public void register(String destination, Supplier<LedgerSnapshot> ledger) {
    ledgers.put(destination, ledger);
  }

  synchronized void recordIfDue(SpanStore store) {
    if (System.nanoTime() - lastNanos >= INTERVAL_NANOS) {
      record(store, false);
    }
  }

  /** {@code closed}: no more will come, so that every row is written once more. */
  synchronized void record(SpanStore store, boolean closed) {
    lastNanos = System.nanoTime();
    ledgers.forEach(
        (destination, ledger) -> {
          LedgerSnapshot counts = ledger.get();
          if (closed || !counts.equals(written.put(destination, counts))) {
            store.recordLedger(run.row(destination, counts, closed));
          }
        });
  }
}
