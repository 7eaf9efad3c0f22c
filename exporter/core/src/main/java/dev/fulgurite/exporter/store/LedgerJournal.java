package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
  private final Consumer<String> log;
  private long lastNanos = System.nanoTime() - INTERVAL_NANOS;
  private boolean logged;

  LedgerJournal(ProcessRun run, Consumer<String> log) {
    this.run = run;
    this.log = log;
  }

  /** {@code ledger} is asked on the store's thread and must not block. */
  public void register(String destination, Supplier<LedgerSnapshot> ledger) {
    ledgers.put(destination, ledger);
  }

  /** Never throws: the batch beside which it writes is in the store already. */
  synchronized void recordIfDue(SpanStore store) {
    if (System.nanoTime() - lastNanos >= INTERVAL_NANOS) {
      try {
        record(store, false);
      } catch (Throwable t) {
        logOnce(t);
      }
    }
  }

  /** {@code closed}: no more will come, so that every row is written once more. */
  synchronized void record(SpanStore store, boolean closed) {
    lastNanos = System.nanoTime();
    ledgers.forEach(
        (destination, ledger) -> {
          LedgerSnapshot counts = ledger.get();
          if (closed || !counts.equals(written.get(destination))) {
            store.recordLedger(run.row(destination, counts, closed));
            written.put(destination, counts);
          }
        });
  }

  private void logOnce(Throwable t) {
    if (!logged) {
      logged = true;
      try {
        log.accept("the store refused the ledgers of " + ledgers.keySet() + ": " + t.getMessage());
      } catch (Throwable broken) {
        // The log is foreign code; there is no one left to tell.
      }
    }
  }
}
