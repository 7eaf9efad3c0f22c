package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every span: whether it can be read, is filed under what it says itself, and is in the index
 * as it ought to be. Lives for one check.
 */
final class SpanCheck {
  private final SqlSession session;
  private final int most;
  private final Consumer<String> findings;
  private final SpanRows spans;
  private final ZoneCheck zones;
  private final IndexSum index = new IndexSum();

  /** Before version 7 programs told some kinds and rewards otherwise, and indexed less. */
  private final boolean current;

  private final long indexed;
  private int faults;
  private boolean whole = true;

  SpanCheck(SqlSession session, int most, Consumer<String> findings) throws SQLException {
    this.session = session;
    this.most = most;
    this.findings = findings;
    this.spans = new SpanRows(session);
    this.zones = new ZoneCheck(session, this::find);
    this.current = SchemaV7.isIn(session);
    Long position = SealingTable.isIn(session) ? null : IndexState.position(session);
    this.indexed = position == null ? 0 : position;
  }

  private void find(String finding) {
    faults++;
    findings.accept(finding);
  }

  void run(StageCount count) throws SQLException {
    String all = current ? Filing.ALL : "SELECT seq FROM span ORDER BY seq";
    try (ResultSet rows = session.prepared(all).executeQuery()) {
      while (rows.next()) {
        if (faults >= most) {
          return;
        }
        check(rows);
        count.add(1);
      }
    }
    zones.end();
    if (current && whole && indexed > 0) {
      index.compare(session, "span_index", this::find);
      compareParts();
    }
  }

  private void check(ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    StoredSpan span = read(seq);
    if (span == null) {
      whole = false; // the index may have it from before
      return;
    }
    zones.add(seq, span.startEpochNanos());
    if (current) {
      checkFiling(seq, span, row);
      if (seq <= indexed) {
        index.add(seq, span);
      }
    }
  }

  private void checkFiling(long seq, StoredSpan span, ResultSet row) throws SQLException {
    List<String> wrong = Filing.of(row, session.texts()).differencesFrom(Filing.of(span));
    if (!wrong.isEmpty()) {
      find("span " + seq + " is filed under the wrong " + String.join(", ", wrong));
    }
  }

  /** Null where it cannot be read. */
  private @Nullable StoredSpan read(long seq) throws SQLException {
    try {
      return spans.span(seq);
    } catch (SQLException e) {
      if (SqliteFailures.code(e) != 0) {
        throw e;
      }
      find(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void compareParts() throws SQLException {
    IndexSum parts = new IndexSum();
    try (ResultSet words = session.prepared("SELECT id, text FROM index_word").executeQuery()) {
      while (words.next()) {
        parts.addParts(words.getLong(1), words.getString(2));
      }
    }
    parts.compare(session, "index_word_part", this::find);
  }
}
