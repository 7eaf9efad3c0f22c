package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoreProgress.Stage;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.Upkeep.Salvaged;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads span by span, by nothing but its number, what can be read of a file of which any page may
 * be torn, and writes it to a new one. Lives for one salvage.
 */
final class StoreSalvage {
  private static final int AT_ONCE = 500;
  private static final long UNBOUNDED = 0;
  private static final String NEXT = "SELECT seq FROM span WHERE seq >= ? ORDER BY seq LIMIT 1";

  private final StoreFile from;
  private final SqliteSettings settings;
  private final StoreProgress progress;

  StoreSalvage(StoreFile from, SqliteSettings settings, StoreProgress progress) {
    this.from = from;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * @param target empty
   */
  Salvaged into(Path target) {
    StoreOptions options = new StoreOptions(false, UNBOUNDED, false).withKey(from.key());
    try (SqliteSpanStore to = SqliteSpanStore.open(target.toString(), options, settings)) {
      return new DetachedReads(from, settings).alone(session -> copy(session, to));
    } catch (SQLException e) {
      throw SqliteFailures.of(from, settings, e);
    }
  }

  private Salvaged copy(SqlSession session, SqliteSpanStore to) throws SQLException {
    copyLedger(session, to);
    long last = last(session);
    StageCount count = new StageCount(progress, Stage.SALVAGE, last);
    SpanRows rows = SpanRows.ofTorn(session);
    List<StoredSpan> batch = new ArrayList<>();
    long saved = 0;
    long unreadable = 0;
    for (long seq = next(session, 1); seq <= last; seq = next(session, seq + 1)) {
      StoredSpan span = read(rows, seq);
      if (span == null) {
        rows = SpanRows.ofTorn(session); // the one that failed may have stopped half-way
        unreadable++;
      } else {
        batch.add(span);
        saved++;
      }
      if (batch.size() == AT_ONCE) {
        to.append(batch, null);
        batch = new ArrayList<>();
        count.reach(seq);
      }
    }
    to.append(batch, null);
    count.end();
    return new Salvaged(saved, unreadable);
  }

  private static long last(SqlSession session) throws SQLException {
    try {
      return number(session, "SELECT seq FROM sqlite_sequence WHERE name = 'span'");
    } catch (SQLException e) {
      return number(session, "SELECT max(seq) FROM span");
    }
  }

  private static long number(SqlSession session, String sql) throws SQLException {
    Long number = session.number(sql);
    return number == null ? 0 : number;
  }

  /** The number of the next span; {@code seq} itself where that cannot be told. */
  private static long next(SqlSession session, long seq) {
    try {
      Long next = session.number(NEXT, seq);
      return next == null ? Long.MAX_VALUE : next;
    } catch (SQLException e) {
      return seq;
    }
  }

  private static @Nullable StoredSpan read(SpanRows rows, long seq) {
    try {
      return rows.span(seq);
    } catch (SQLException e) {
      return null; // whatever it is, the next may be whole
    }
  }

  private static void copyLedger(SqlSession session, SqliteSpanStore to) {
    List<LedgerRow> rows;
    try {
      rows = LedgerTable.read(session);
    } catch (SQLException e) {
      return;
    }
    rows.forEach(to::recordLedger);
  }
}
