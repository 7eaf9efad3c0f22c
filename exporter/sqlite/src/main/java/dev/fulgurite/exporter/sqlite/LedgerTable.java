package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One row per process and destination. */
final class LedgerTable {
  private static final String UPSERT =
      """
      INSERT OR REPLACE INTO ledger (process_id, destination, pid, started_nanos, updated_nanos,
        closed, emitted, sampled_out, dropped, delivered, failed, in_flight, dropped_by_reason,
        failed_by_reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String SELECT =
      """
      SELECT process_id, destination, pid, started_nanos, updated_nanos, closed, emitted,
        sampled_out, dropped, delivered, failed, in_flight, dropped_by_reason, failed_by_reason
      FROM ledger ORDER BY started_nanos, process_id, destination
      """;

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
        encode(counts.failedByReason()));
  }

  static List<LedgerRow> read(SqlSession session) throws SQLException {
    List<LedgerRow> ledger = new ArrayList<>();
    try (ResultSet rows = session.prepared(SELECT).executeQuery()) {
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
        decode(rows.getString(14)));
  }

  private static String encode(Map<String, Long> reasons) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(bytes)) {
      out.writeStartObject();
      for (Map.Entry<String, Long> reason : new TreeMap<>(reasons).entrySet()) {
        out.writeNumberField(reason.getKey(), reason.getValue());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new SQLException("ledger reasons cannot be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Map<String, Long> decode(String text) throws SQLException {
    Map<String, Long> reasons = new TreeMap<>();
    try (JsonParser in = Json.parser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        reasons.put(in.currentName(), in.nextLongValue(0));
      }
    } catch (IOException e) {
      throw new SQLException("ledger reasons cannot be read: " + text, e);
    }
    return Collections.unmodifiableMap(reasons);
  }

  private LedgerTable() {}
}
