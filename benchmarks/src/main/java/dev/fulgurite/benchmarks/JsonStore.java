package dev.fulgurite.benchmarks;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What one would build first: SQLite in WAL mode, a row with a JSON column, three indexes. */
final class JsonStore implements SpanSink {
  private static final List<String> SETUP =
      List.of(
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = NORMAL",
          "PRAGMA cache_size = -16000",
          """
          CREATE TABLE span (
            id INTEGER PRIMARY KEY,
            trace_id TEXT NOT NULL,
            session_id TEXT,
            kind TEXT NOT NULL,
            start_nanos INTEGER NOT NULL,
            json TEXT NOT NULL)
          """,
          "CREATE INDEX by_trace ON span (trace_id)",
          "CREATE INDEX by_session ON span (session_id, start_nanos)",
          "CREATE INDEX by_kind ON span (kind, start_nanos)");

  private final Connection connection;
  private final PreparedStatement insert;

  JsonStore(Path folder) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("json.db"));
    try (Statement statement = connection.createStatement()) {
      for (String sql : SETUP) {
        statement.execute(sql);
      }
    }
    connection.setAutoCommit(false);
    insert =
        connection.prepareStatement(
            "INSERT INTO span (trace_id, session_id, kind, start_nanos, json)"
                + " VALUES (?, ?, ?, ?, ?)");
  }

  @Override
  public void append(List<StoredSpan> spans) throws Exception {
    for (StoredSpan span : spans) {
      insert.setString(1, span.traceId());
      insert.setString(2, span.string(Fulgurite.SESSION_ID));
      insert.setString(3, EventKind.of(span).word());
      insert.setLong(4, span.startEpochNanos());
      insert.setString(5, SpanBytes.json(span));
      insert.addBatch();
    }
    insert.executeBatch();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
