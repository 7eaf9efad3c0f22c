package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store on a server. Writes take turns, in this process and among all; reads run beside them. */
final class PostgresqlSpanStore implements SpanStore {
  private static final int READERS = 3;

  private final ServerAddress address;
  private final StoreOptions options;
  private final Connections writer;
  private final Connections readers;
  private final RetentionRules rules;
  private final SpanReader reader = new PostgresqlSpanReader(this::reading);
  private final Outbox outbox =
      new PostgresqlOutbox(
          new PostgresqlOutbox.Access() {
            @Override
            public <T> T reading(SqlWork<T> work) {
              return PostgresqlSpanStore.this.reading(work);
            }

            @Override
            public <T> T writing(SqlWork<T> work) {
              return PostgresqlSpanStore.this.writing(work);
            }
          });
  private volatile boolean closed;

  private PostgresqlSpanStore(ServerAddress address, StoreOptions options, PruneSettings settings) {
    this.address = address;
    this.options = options;
    this.writer = new Connections(1, () -> SqlSession.forWriting(address));
    this.readers = new Connections(READERS, () -> SqlSession.forReading(address));
    this.rules = new RetentionRules(options, settings, readers, writer);
  }

  static PostgresqlSpanStore open(
      ServerAddress address, StoreOptions options, PruneSettings settings) {
    PostgresqlSpanStore store = new PostgresqlSpanStore(address, options, settings);
    boolean done = false;
    try {
      store.prepare();
      done = true;
      return store;
    } finally {
      if (!done) {
        store.close();
      }
    }
  }

  private void prepare() {
    if (options.readOnly()) {
      reading(session -> Schema.verify(session, address));
    } else {
      writing(session -> Schema.create(session, address));
    }
  }

  @Override
  public int append(List<StoredSpan> spans, @Nullable LedgerRow ledger) {
    Collection<SpanRow> rows = SpanRow.of(spans);
    SpanWriter.Inserted inserted = writing(session -> append(session, rows, ledger));
    if (inserted.spans() > 0) {
      prune(inserted);
    }
    return inserted.spans();
  }

  private static SpanWriter.Inserted append(
      SqlSession session, Collection<SpanRow> rows, @Nullable LedgerRow ledger)
      throws SQLException {
    SpanWriter.Inserted inserted =
        rows.isEmpty() ? SpanWriter.Inserted.NOTHING : new SpanWriter(session).insert(rows);
    if (ledger != null) {
      LedgerTable.write(session, ledger);
    }
    return inserted;
  }

  /** The append stands, whatever becomes of this; the next one tries again. */
  private void prune(SpanWriter.Inserted inserted) {
    try {
      rules.apply(inserted);
    } catch (SQLException e) {
      return;
    }
  }

  @Override
  public void recordLedger(LedgerRow row) {
    writing(
        session -> {
          LedgerTable.write(session, row);
          return true;
        });
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
  public Pruned delete(SpanDeletion deletion) {
    SpanRemoval removal = new SpanRemoval(deletion);
    Pruned all = Pruned.NONE;
    Pruned step;
    do {
      step = writing(removal::step);
      all = new Pruned(all.spans() + step.spans(), all.sessions() + step.sessions());
    } while (step.spans() > 0);
    writing(SpanRemoval::removeOrigins);
    return all;
  }

  @Override
  public List<String> check() {
    return reading(StoreCheck::run);
  }

  @Override
  public void close() {
    closed = true;
    readers.close();
    writer.close();
  }

  @Override
  public String toString() {
    return address.toString();
  }

  private <T> T writing(SqlWork<T> work) {
    if (options.readOnly()) {
      throw address.failure("was opened for reading: open it without readOnly to write", null);
    }
    return run(writer, work);
  }

  private <T> T reading(SqlWork<T> work) {
    return run(readers, work);
  }

  private <T> T run(Connections connections, SqlWork<T> work) {
    requireOpen();
    try {
      return connections.inTransaction(work);
    } catch (SQLException e) {
      throw Failures.of(address, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw closed();
    }
  }

  private StoreException closed() {
    return address.failure("is closed: open it again", null);
  }
}
