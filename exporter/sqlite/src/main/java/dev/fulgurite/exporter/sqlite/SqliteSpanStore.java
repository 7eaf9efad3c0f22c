package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.LedgerFiles;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SqlAccess;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.Upkeep;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The embedded store. Writes take turns; reads run beside them. */
final class SqliteSpanStore implements SpanStore {
  private final StoreFile file;
  private final StoreOptions options;
  private final SqliteSettings settings;
  private final Lock writing = new ReentrantLock();
  private final Packer packer = new Packer();
  private final WriterConnection writer;
  private final Reads reads;
  private final LedgerFiles ledgerFiles;
  private final SpanReader reader;
  private final Erasing.Access access =
      new Erasing.Access() {
        @Override
        public <T> T reading(SqlWork<T> work) {
          return SqliteSpanStore.this.reading(work);
        }

        @Override
        public <T> T writing(SqlWork<T> work) {
          return SqliteSpanStore.this.writing(session -> session.inTransaction(work));
        }

        @Override
        public <T> T alone(SqlWork<T> work) {
          return SqliteSpanStore.this.writing(work);
        }
      };
  private final Outbox outbox = new SqliteOutbox(access);
  private final IndexFiller filler;
  private final RetentionRules rules;
  private final MessageLooks looks = new MessageLooks();
  private volatile boolean closed;

  private SqliteSpanStore(StoreFile file, StoreOptions options, SqliteSettings settings) {
    this.file = file;
    this.options = options;
    this.filler = new IndexFiller(access, options.maxBytes());
    this.ledgerFiles = LedgerFiles.beside(file.path());
    this.reader = new SqliteSpanReader(this::reading, ledgerFiles);
    this.settings = settings;
    this.rules = new RetentionRules(options.retention(), settings);
    this.writer = new WriterConnection(file, settings);
    this.reads =
        options.readOnly() ? new DetachedReads(file, settings) : new PooledReads(file, settings);
  }

  static SqliteSpanStore open(String location, StoreOptions options, SqliteSettings settings) {
    StoreFile file = StoreFile.at(location, options.key());
    if (options.readOnly()) {
      file.prepareForReading(settings.fileSystemType());
    } else {
      file.prepareForWriting(settings.fileSystemType());
    }
    NativeLibrary.load(file);
    NativeZstd.fallBackTo(file);
    SqliteSpanStore store = new SqliteSpanStore(file, options, settings);
    store.verify();
    return store;
  }

  private void verify() {
    if (options.readOnly()) {
      reading(
          session -> {
            settings.schema().verifyForReading(session, file);
            return true;
          });
    } else {
      writing(session -> true);
      foldLedgerFiles();
    }
  }

  /** What killed processes had counted goes where everything else is. */
  private void foldLedgerFiles() {
    if (ledgerFiles.hasOthers()) {
      ledgerFiles.fold(reading(LedgerTable::read), SqliteStoreProvider.SCHEME, this::recordLedger);
    }
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(file.path());
  }

  @Override
  public int append(List<StoredSpan> spans, @Nullable LedgerRow ledger) {
    List<SpanRow> rows = SpanRow.of(spans);
    if (rows.isEmpty() && ledger == null) {
      return writing(session -> 0);
    }
    requireOpen();
    long begin = System.nanoTime();
    Packing packing = packer.start(rows);
    int added = writing(session -> append(session, packing, ledger));
    if (options.index() && file.key() == null && added > 0) {
      filler.appended(System.nanoTime() - begin);
    }
    return added;
  }

  private int append(SqlSession session, Packing packing, @Nullable LedgerRow ledger)
      throws SQLException {
    SpanWriter spans = new SpanWriter(session, packer);
    int added =
        session.inTransaction(
            locked -> {
              int inserted = spans.insert(packing);
              if (ledger != null) {
                LedgerTable.write(locked, ledger);
              }
              return inserted;
            });
    spans.committed(added);
    prune(session, spans);
    return added;
  }

  private void prune(SqlSession session, SpanWriter spans) {
    try {
      OldestSpans oldest = new OldestSpans(session, spans, looks);
      rules.apply(session, spans, oldest);
      new SessionPruner(session, options, settings.pruneStep(), spans, oldest).prune();
    } catch (SQLException e) {
      writer.close(); // the append stands; the next one tries again, on a new connection
    }
  }

  @Override
  public void recordLedger(LedgerRow row) {
    writing(
        session ->
            session.inTransaction(
                locked -> {
                  LedgerTable.write(locked, row);
                  return true;
                }));
  }

  @Override
  public SpanReader reader() {
    requireOpen();
    return reader;
  }

  @Override
  public Optional<Outbox> outbox() {
    return options.readOnly() ? Optional.empty() : Optional.of(outbox);
  }

  @Override
  public Optional<SqlAccess> sql() {
    // The connections of a store that writes are shared, and views would stay in them.
    return options.readOnly() ? Optional.of(new SqliteSql(this::reading)) : Optional.empty();
  }

  @Override
  public Pruned delete(SpanDeletion deletion) {
    return delete(deletion, StoreProgress.NONE);
  }

  @Override
  public Pruned delete(SpanDeletion deletion, StoreProgress progress) {
    writing(session -> true);
    try {
      return new Erasing(access, file, settings.pruneStep(), progress).delete(deletion);
    } finally {
      reads.forget();
    }
  }

  @Override
  public List<String> check() {
    return check(StoreProgress.NONE);
  }

  @Override
  public List<String> check(StoreProgress progress) {
    return reading(session -> new StoreCheck(session, ledgerFiles, progress).run());
  }

  @Override
  public Optional<Upkeep> upkeep() {
    return Optional.of(new SqliteUpkeep(file, settings, access, filler));
  }

  /** For tests. */
  SqliteOutbox.Access access() {
    return access;
  }

  /** For tests and measurements: the index is filled on this thread. */
  void fillIndex() {
    filler.catchUp();
  }

  @Override
  public void close() {
    filler.close();
    writing.lock();
    try {
      if (!closed) {
        closed = true;
        reads.close();
        packer.close();
        writer.close(); // last, so that it moves the log into the file and removes it
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private <T> T writing(SqlWork<T> work) {
    if (options.readOnly()) {
      throw file.failure("was opened for reading: open it without readOnly to write", null);
    }
    writing.lock();
    try {
      requireOpen();
      return writer.write(work);
    } catch (SQLException e) {
      throw SqliteFailures.of(file, settings, e);
    } finally {
      writing.unlock();
    }
  }

  private <T> T reading(SqlWork<T> work) {
    requireOpen();
    try {
      return reads.read(work);
    } catch (SQLException e) {
      throw closed ? closed() : SqliteFailures.of(file, settings, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw closed();
    }
  }

  private StoreException closed() {
    return file.failure("is closed: open it again", null);
  }
}
