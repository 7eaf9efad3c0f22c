package dev.fulgurite.exporter.redis.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ledger rows: one field of a hash each, as JSON. */
final class StoreLedger {
  private static final Comparator<LedgerRow> OLDEST_PROCESS_FIRST =
      Comparator.comparingLong(LedgerRow::startedEpochNanos)
          .thenComparing(LedgerRow::processId)
          .thenComparing(LedgerRow::destination);

  /** What a newer Fulgurite has added is passed over. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Field and row, as the scripts take them; both empty for none. */
  static List<String> fields(@Nullable LedgerRow row) {
    try {
      return row == null
          ? List.of("", "")
          : List.of(
              JSON.writeValueAsString(List.of(row.processId(), row.destination())),
              JSON.writeValueAsString(row));
    } catch (JsonProcessingException e) {
      throw new StoreException("A ledger row cannot be written: " + e.getMessage(), e);
    }
  }

  /** Oldest process first. */
  static List<LedgerRow> read(StoreServer server) {
    List<LedgerRow> rows = new ArrayList<>();
    try {
      for (String row : server.ask(redis -> redis.hvals(server.keys().ledger()))) {
        rows.add(JSON.readValue(row, LedgerRow.class));
      }
    } catch (JsonProcessingException e) {
      throw new StoreException("A ledger row cannot be read: " + e.getMessage(), e);
    }
    rows.sort(OLDEST_PROCESS_FIRST);
    return List.copyOf(rows);
  }

  private StoreLedger() {}
}
