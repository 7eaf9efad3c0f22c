package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.LedgerFiles;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoreProgress.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for damage: SQLite's own checks, then every span. Lives for one check. */
final class StoreCheck {
  private static final int MAX_FINDINGS = 100;

  private final SqlSession session;
  private final LedgerFiles ledgerFiles;
  private final StoreProgress progress;
  private final List<String> findings = new ArrayList<>();

  StoreCheck(SqlSession session, LedgerFiles ledgerFiles, StoreProgress progress) {
    this.session = session;
    this.ledgerFiles = ledgerFiles;
    this.progress = progress;
  }

  List<String> run() {
    session.texts().forget();
    try {
      Watch watch = Watch.over(progress, Stage.CHECK);
      try {
        checkStructure();
      } finally {
        watch.end();
      }
      checkSpans();
    } catch (SQLException e) {
      session.setBroken();
      findings.add("cannot be read to its end: " + e.getMessage());
    }
    return List.copyOf(findings);
  }

  private void checkStructure() throws SQLException {
    checkFile();
    checkAcknowledged();
    checkReferences();
    if (!OlderLayout.isOld(session)) {
      checkCounts("trace", "trace_id");
      checkCounts("block", "block_id");
      checkContexts();
    }
    SummaryCheck.run(session, MAX_FINDINGS, findings::add);
    new IndexCheck(session, MAX_FINDINGS, findings::add).run();
    checkDeletions();
  }

  private void checkDeletions() throws SQLException {
    if (ErasureTable.exists(session)) {
      findings.add(
          "a deletion ended half-way"
              + (ErasureTable.begun(session).isEmpty() ? "" : ", and not all of its spans are gone")
              + ": end it with fulgurite vacuum");
    }
  }

  private void checkFile() throws SQLException {
    if (IndexState.exists(session)) {
      refresh("span_index");
      refresh("index_word_part");
    }
    String sql = "PRAGMA integrity_check(" + MAX_FINDINGS + ")";
    try (ResultSet rows = session.prepared(sql).executeQuery()) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          findings.add(rows.getString(1));
        }
      }
    }
  }

  /** SQLite's check of an FTS table trusts what its connection knew of it; a search does not. */
  private void refresh(String table) throws SQLException {
    session.number("SELECT count(*) FROM %1$s WHERE %1$s MATCH 'aaa'".formatted(table));
  }

  /** A log that was cut leaves a sound file: only what was counted elsewhere tells of it. */
  private void checkAcknowledged() throws SQLException {
    for (LedgerRow row :
        ledgerFiles.mergedInto(LedgerTable.read(session), SqliteStoreProvider.SCHEME)) {
      if (row.closed() && !row.counts().balanced()) {
        findings.add(
            "the ledger of process %d does not balance: a count of it is not what it was"
                .formatted(row.pid()));
      }
      Long spans = row.counts().failedByReason().get(LedgerRow.LOG_LOST);
      if (spans != null) {
        findings.add(
            ("at least %,d spans that process %d had stored are gone: the end of the log (…-wal) was"
                    + " lost, by a power failure or with the file")
                .formatted(spans, row.pid()));
      }
    }
  }

  private void checkReferences() throws SQLException {
    try (ResultSet rows = session.prepared("PRAGMA foreign_key_check").executeQuery()) {
      while (rows.next() && findings.size() < MAX_FINDINGS) {
        findings.add(
            rows.getString(1)
                + " "
                + rows.getLong(2)
                + " points to a missing "
                + rows.getString(3));
      }
    }
  }

  private void checkContexts() throws SQLException {
    try (ResultSet rows = session.prepared(Filing.STRANGE_CONTEXTS).executeQuery()) {
      while (rows.next() && findings.size() < MAX_FINDINGS) {
        findings.add("context " + rows.getLong(1) + " is of another session than its spans");
      }
    }
  }

  /** What is counted down as spans go must be what is there. */
  private void checkCounts(String table, String column) throws SQLException {
    String sql =
        """
        SELECT t.id, t.spans, count(p.seq) FROM %1$s t LEFT JOIN span p ON p.%2$s = t.id
        GROUP BY t.id HAVING t.spans <> count(p.seq)
        """
            .formatted(table, column);
    try (ResultSet rows = session.prepared(sql).executeQuery()) {
      while (rows.next() && findings.size() < MAX_FINDINGS) {
        findings.add(
            "%s %d says %d spans, there are %d"
                .formatted(table, rows.getLong(1), rows.getLong(2), rows.getLong(3)));
      }
    }
  }

  private void checkSpans() throws SQLException {
    StageCount count = new StageCount(progress, Stage.CHECK, spans());
    new SpanCheck(session, MAX_FINDINGS, findings::add).run(count);
  }

  /** A count reads a whole index, for which nobody waits who does not listen. */
  private long spans() throws SQLException {
    Long spans =
        progress == StoreProgress.NONE ? null : session.number("SELECT count(*) FROM span");
    return spans == null ? 0 : spans;
  }
}
