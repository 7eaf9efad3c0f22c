package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row per process and destination. */
final class LedgerTable {
  private static final String UPSERT =
      """
      INSERT OR REPLACE INTO ledger (process_id, destination, pid, started_nanos, updated_nanos,
        closed, emitted, sampled_out, dropped, delivered, failed, in_flight, dropped_by_reason,
        failed_by_reason, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String SELECT =
      """
      SELECT process_id, destination, pid, started_nanos, updated_nanos, closed, emitted,
        sampled_out, dropped, delivered, failed, in_flight, dropped_by_reason, failed_by_reason, %s
      FROM ledger ORDER BY started_nanos, process_id, destination
      """;

  /** Readers do not migrate, and the first layout has no such column. */
  private static final String DETAIL =
      "SELECT count(*) FROM pragma_table_info('ledger') WHERE name = 'detail'";

  static void write(SqlSession session, LedgerRow row) throws SQLException {
    LedgerSnapshot counts = row.counts();
    session.update(
        UPSERT,
        row.processId(),
        row.destination(),
        row.pid(),
        row.startedEpochNanos(),
        row.updatedEpochNanos(),
        row.closed() ? 1 : 0,
        counts.emitted(),
        counts.sampledOut(),
        counts.dropped(),
        counts.delivered(),
        counts.failed(),
        counts.inFlight(),
        encode(counts.droppedByReason()),
        encode(counts.failedByReason()),
        encode(counts.detail()));
  }

  static List<LedgerRow> read(SqlSession session) throws SQLException {
    List<LedgerRow> ledger = new ArrayList<>();
    boolean detailed = Objects.requireNonNullElse(session.number(DETAIL), 0L) > 0;
    String select = SELECT.formatted(detailed ? "detail" : "NULL");
    try (ResultSet rows = session.prepared(select).executeQuery()) {
      while (rows.next()) {
        ledger.add(
            new LedgerRow(
                rows.getString(1),
                rows.getLong(3),
                rows.getString(2),
                rows.getLong(4),
                rows.getLong(5),
                rows.getInt(6) != 0,
                counts(rows)));
      }
    }
    return List.copyOf(ledger);
  }

  private static LedgerSnapshot counts(ResultSet rows) throws SQLException {
    return new LedgerSnapshot(
        rows.getLong(7),
        rows.getLong(8),
        rows.getLong(9),
        rows.getLong(10),
        rows.getLong(11),
        rows.getLong(12),
        decode(rows.getString(13)),
        decode(rows.getString(14)),
        detail(rows.getString(15)));
  }

  private static LedgerDetail detail(@Nullable String json) throws SQLException {
    try {
      return json == null ? LedgerDetail.NONE : LedgerDetailJson.read(json);
    } catch (IOException e) {
      throw new SQLException("ledger detail cannot be read: " + json, e);
    }
  }

  private static String encode(LedgerDetail detail) throws SQLException {
    try {
      return LedgerDetailJson.write(detail);
    } catch (IOException e) {
      throw new SQLException("ledger detail cannot be written", e);
    }
  }

  private static String encode(Map<String, Long> reasons) throws SQLException {
    try {
      return LedgerDetailJson.counts(reasons);
    } catch (IOException e) {
      throw new SQLException("ledger reasons cannot be written", e);
    }
  }

  private static Map<String, Long> decode(String text) throws SQLException {
    try {
      return LedgerDetailJson.counts(text);
    } catch (IOException e) {
      throw new SQLException("ledger reasons cannot be read: " + text, e);
    }
  }

  private LedgerTable() {}
}
