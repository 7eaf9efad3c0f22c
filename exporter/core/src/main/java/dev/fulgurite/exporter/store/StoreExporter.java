package dev.fulgurite.exporter.store;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.LedgerAware;
import dev.fulgurite.exporter.LedgerCells;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps spans in a {@link SpanStore}, and the ledger of its own processor with them, in the same
 * transaction. The store opens with the first span. What the store throws becomes a failed export
 * and one line in the log. The spans of a batch arrive in the store session by session ({@link
 * BatchOrder}). Thread-safe; blocks as the store does.
 */
public final class StoreExporter implements SpanExporter, LedgerAware {
  /** Ledger reason: the store refused a batch. */
  public static final String STORE_ERROR = "store_error";

  /** Ledger reason: the store could not be opened. */
  public static final String STORE_UNAVAILABLE = "store_unavailable";

  /** The log has been told already, in words that name the remedy. */
  private static final String TOLD = "";

  private final Object lock = new Object();
  private final LazyStore store;
  private final String destination;
  private final Consumer<String> log;
  private final ProcessRun run = ProcessRun.begin();
  private final LedgerJournal journal;
  private volatile @Nullable Supplier<LedgerSnapshot> ledger;
  private volatile BooleanSupplier abandoned = () -> false;
  private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
  private boolean opened;
  private boolean announced;
  private final Set<String> logged = new HashSet<>();
  private boolean listenerLogged;

  private StoreExporter(LazyStore store, String destination, Consumer<String> log) {
    this.store = store;
    this.destination = requireNonNull(destination, "destination");
    this.log = log;
    this.journal = new LedgerJournal(run, log);
  }

  /** As {@link #create(Supplier, String, Consumer)}, with lines in the {@link System.Logger}. */
  public static StoreExporter create(Supplier<SpanStore> opening, String destination) {
    String name = StoreExporter.class.getPackageName();
    return create(opening, destination, line -> System.getLogger(name).log(Level.WARNING, line));
  }

  /**
   * An exporter into a store that opens with the first span and that it then owns and closes.
   *
   * @param opening throws {@link StoreException} where it cannot; asked again with later spans, at
   *     most every five seconds
   * @param destination the name in the ledger, such as {@code sqlite}
   * @param log told once when the store cannot be opened, when it can again, and when it refuses a
   *     batch or a ledger
   */
  public static StoreExporter create(
      Supplier<SpanStore> opening, String destination, Consumer<String> log) {
    return create(opening, destination, log, System::nanoTime);
  }

  static StoreExporter create(
      Supplier<SpanStore> opening,
      String destination,
      Consumer<String> log,
      LongSupplier nanoTime) {
    requireNonNull(opening, "opening");
    requireNonNull(log, "log");
    return new StoreExporter(new LazyStore(opening, log, nanoTime), destination, log);
  }

  /** Where to register the ledgers of other destinations. */
  public LedgerJournal journal() {
    return journal;
  }

  /** Tells {@code listener} from now on; to be added before the first span. */
  public void addListener(StoreListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
  }

  /** The open store; null before the first span, and where it could not be opened. */
  public @Nullable SpanStore store() {
    return store.ifOpen();
  }

  /**
   * Opens the store before its first span, for a caller that knows that one follows and has a
   * thread to spare. Blocks while it opens; never throws. Listeners are told with the first span.
   */
  public void prepare() {
    try {
      store.open();
    } catch (StoreException e) {
      // Told by the store, and again by what becomes of the first span.
    }
  }

  @Override
  public void setLedger(Supplier<LedgerSnapshot> ledger) {
    this.ledger = requireNonNull(ledger, "ledger");
  }

  @Override
  public void setKeeping(Consumer<LedgerCells> keeping) {
    journal.keepInFile(destination, requireNonNull(keeping, "keeping"));
  }

  @Override
  public void setAbandoned(BooleanSupplier abandoned) {
    this.abandoned = requireNonNull(abandoned, "abandoned");
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return guarded("batch", () -> append(spans));
  }

  @Override
  public CompletableResultCode flush() {
    return guarded("ledger", () -> recordLedgers(false));
  }

  /** Writes the last ledger rows and closes the store. Idempotent. */
  @Override
  public CompletableResultCode shutdown() {
    return guarded(
        "ledger",
        () -> {
          try {
            recordLedgers(true);
            journal.removeFiles();
          } finally {
            store.close();
          }
        });
  }

  @Override
  public String toString() {
    return "StoreExporter{destination=" + destination + "}";
  }

  private void append(Collection<SpanData> spans) {
    SpanStore open = open();
    journal.makeFiles(open);
    List<StoredSpan> stored = spans.stream().map(SpanDataAdapter::toStored).toList();
    Supplier<LedgerSnapshot> counts = ledger;
    LedgerRow row = counts == null ? null : row(counts.get().afterDelivery(spans));
    if (abandoned.getAsBoolean()) { // after the row was made, which has the batch in flight if not
      throw new CancellationException("the batch counts as failed already");
    }
    open.append(BatchOrder.bySession(stored), row);
    if (announced) {
      tell(StoreListener::appended);
    }
    if (counts != null && abandoned.getAsBoolean()) { // given up while it was being written
      open.recordLedger(row(counts.get()));
    }
    journal.recordIfDue(open);
  }

  private SpanStore open() {
    boolean first = !opened;
    opened = true;
    try {
      SpanStore open = store.open();
      if (first) {
        announced = true;
        tell(listener -> listener.opened(open, run));
      }
      return open;
    } catch (StoreException e) {
      if (first) {
        tell(StoreListener::unavailable);
      }
      throw e;
    }
  }

  private void tell(Consumer<StoreListener> event) {
    for (StoreListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (Throwable t) {
        if (!listenerLogged) {
          listenerLogged = true;
          log.accept("what reads along with the store of '" + destination + "' failed: " + t);
        }
      }
    }
  }

  private void recordLedgers(boolean closed) {
    SpanStore open = store.ifOpen();
    if (open != null) {
      Supplier<LedgerSnapshot> counts = ledger;
      if (counts != null) {
        open.recordLedger(run.row(destination, counts.get(), closed));
      }
      journal.record(open, closed);
    }
  }

  private LedgerRow row(LedgerSnapshot counts) {
    return run.row(destination, counts, false);
  }

  /** What is no store's exception comes from a span that could not be turned into a row. */
  private ExportFailure failure(Throwable t) {
    if (store.hasFailed()) {
      return ExportFailure.permanent(STORE_UNAVAILABLE, TOLD);
    }
    boolean span = t instanceof RuntimeException || t instanceof StackOverflowError;
    return !span || t instanceof StoreException || t instanceof CancellationException
        ? ExportFailure.retryable(STORE_ERROR, TOLD)
        : ExportFailure.rejected(STORE_ERROR, t.toString());
  }

  /** Says at most once for each {@code what} that the store refused one. */
  private CompletableResultCode guarded(String what, Runnable action) {
    synchronized (lock) {
      try {
        action.run();
        return CompletableResultCode.ofSuccess();
      } catch (Throwable t) {
        boolean said = store.hasFailed() || t instanceof CancellationException;
        if (!said && logged.add(what)) {
          log.accept(
              "the store of '%s' refused a %s: %s".formatted(destination, what, t.getMessage()));
        }
        return CompletableResultCode.ofExceptionalFailure(failure(t));
      }
    }
  }
}
