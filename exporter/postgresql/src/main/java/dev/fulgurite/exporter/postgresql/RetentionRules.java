package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.StoreOptions;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the bounds of number, age and size behind appends, in short transactions between which
 * others write. Thread-safe: appends of this process hold them in turn.
 */
final class RetentionRules {
  private static final int MAX_STEPS = 64;

  private final Lock lock = new ReentrantLock();
  private final long maxBytes;
  private final int step;
  private final Connections readers;
  private final Connections writer;
  private final LongSessions longSessions;
  private final AgedSessions agedSessions;
  private final SilentSessions silentSessions;

  RetentionRules(
      StoreOptions options, PruneSettings settings, Connections readers, Connections writer) {
    Retention retention = options.retention();
    KeptSessions kept = new KeptSessions(retention.keep());
    this.maxBytes = options.maxBytes();
    this.step = settings.step();
    this.readers = readers;
    this.writer = writer;
    this.longSessions = new LongSessions(retention, kept, step);
    this.agedSessions = new AgedSessions(retention, kept, settings);
    this.silentSessions = new SilentSessions(kept, settings.clock());
  }

  /** After an append, which keeps what it brought. */
  void apply(SpanWriter.Inserted inserted) throws SQLException {
    lock.lock();
    try {
      longSessions.trim(readers, writer, inserted);
      agedSessions.remove(readers, writer, inserted.firstSequence());
      prune(inserted.firstSequence());
    } finally {
      lock.unlock();
    }
  }

  private void prune(long keepFrom) throws SQLException {
    if (maxBytes > 0) {
      SessionPruner pruner = new SessionPruner(maxBytes, keepFrom, step, silentSessions);
      for (int i = 0; i < MAX_STEPS && writer.inTransaction(pruner::removeSome); i++) {}
    }
  }
}
