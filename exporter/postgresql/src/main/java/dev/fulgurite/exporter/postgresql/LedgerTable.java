package dev.fulgurite.exporter.postgresql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.codec.EscapedText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One row per process and destination, each a JSON object. */
final class LedgerTable {
  private static final Comparator<LedgerRow> OLDEST_PROCESS_FIRST =
      Comparator.comparingLong(LedgerRow::startedEpochNanos)
          .thenComparing(LedgerRow::processId)
          .thenComparing(LedgerRow::destination);
  private static final String UPSERT =
      """
      INSERT INTO fulgurite_ledger VALUES (?, ?, ?)
      ON CONFLICT (process_id, destination) DO UPDATE SET data = excluded.data
      """;

  /** ASCII, which any text column holds; what a newer Fulgurite has added is passed over. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static void write(SqlSession session, LedgerRow row) throws SQLException {
    try {
      session.update(
          UPSERT,
          EscapedText.escape(row.processId()),
          EscapedText.escape(row.destination()),
          JSON.writeValueAsString(row));
    } catch (JsonProcessingException e) {
      throw new SQLException("a ledger row cannot be written", e);
    }
  }

  static List<LedgerRow> read(SqlSession session) throws SQLException {
    List<LedgerRow> ledger = new ArrayList<>();
    try (PreparedStatement statement = session.prepare("SELECT data FROM fulgurite_ledger");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ledger.add(JSON.readValue(rows.getString(1), LedgerRow.class));
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("a ledger row cannot be read", e);
    }
    ledger.sort(OLDEST_PROCESS_FIRST);
    return List.copyOf(ledger);
  }

  private LedgerTable() {}
}
