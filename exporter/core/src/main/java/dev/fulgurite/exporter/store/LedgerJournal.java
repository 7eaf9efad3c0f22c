package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerCells;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the store the ledgers of this run's other destinations, an OTLP collector's say, so that
 * one place answers where every span went. Written when it changed: beside the store's own batches
 * at most once a second, at each flush and at the end. Thread-safe.
 */
public final class LedgerJournal {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final Map<String, Supplier<LedgerSnapshot>> ledgers = new ConcurrentHashMap<>();

  /** Those that have no file yet. */
  private final Map<String, Consumer<LedgerCells>> keepings = new ConcurrentHashMap<>();

  private final Map<String, LedgerSnapshot> written = new ConcurrentHashMap<>();
  private final ProcessRun run;
  private final Consumer<String> log;
  private long lastNanos = System.nanoTime() - INTERVAL_NANOS;
  private boolean logged;
  private @Nullable LedgerFiles files;
  private boolean filesRefused;

  LedgerJournal(ProcessRun run, Consumer<String> log) {
    this.run = run;
    this.log = log;
  }

  /** {@code ledger} is asked on the store's thread and must not block. */
  public void register(String destination, Supplier<LedgerSnapshot> ledger) {
    ledgers.put(destination, ledger);
  }

  /**
   * The same for a ledger that can keep its counts in a file.
   *
   * @param keeping makes it do so; called once, when the store is open
   */
  public void register(
      String destination, Supplier<LedgerSnapshot> ledger, Consumer<LedgerCells> keeping) {
    register(destination, ledger);
    keepInFile(destination, keeping);
  }

  /** Without a row of its own here. */
  void keepInFile(String destination, Consumer<LedgerCells> keeping) {
    keepings.put(destination, keeping);
  }

  /** Makes the files that are wanting. Cheap where none is; never throws. */
  synchronized void makeFiles(SpanStore store) {
    if (!keepings.isEmpty() && !filesRefused) {
      store.file().ifPresent(file -> makeFiles(files == null ? LedgerFiles.beside(file) : files));
    }
  }

  private void makeFiles(LedgerFiles beside) {
    files = beside;
    for (String destination : List.copyOf(keepings.keySet())) {
      try {
        Consumer<LedgerCells> keeping = keepings.get(destination);
        if (keeping != null) {
          keeping.accept(beside.create(run, destination));
          keepings.remove(destination);
        }
      } catch (Throwable t) { // a full disk, a file system without mappings
        filesRefused = true;
        tell(
            "no file beside the store for what is emitted ("
                + t
                + "): after a kill -9 the ledger"
                + " knows only what had been stored");
        return;
      }
    }
  }

  /** The last rows are in the store. */
  synchronized void removeFiles() {
    if (files != null) {
      files.removeOwn();
    }
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
      tell("the store refused the ledgers of " + ledgers.keySet() + ": " + t.getMessage());
    }
  }

  private void tell(String line) {
    try {
      log.accept(line);
    } catch (Throwable broken) {
      // The log is foreign code; there is no one left to tell.
    }
  }
}
