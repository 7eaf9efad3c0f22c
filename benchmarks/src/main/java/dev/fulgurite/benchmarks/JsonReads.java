package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is asked of {@link JsonStore}'s file, in the SQL that one would write first. */
final class JsonReads implements AutoCloseable {
  static final String TRACE = "SELECT json FROM span WHERE trace_id = ?";
  static final String SESSION = "SELECT json FROM span WHERE session_id = ? ORDER BY start_nanos";
  static final String KIND =
      """
      SELECT json FROM span WHERE kind = ? AND start_nanos >= ? AND start_nanos < ?
      ORDER BY start_nanos DESC LIMIT 100
      """;
  static final String SUMMARY =
      """
      SELECT session_id, count(*), count(DISTINCT trace_id), sum(kind = 'llm'), sum(kind = 'tool'),
        sum(json_extract(json, '$.status') = 'ERROR'), min(start_nanos), max(start_nanos),
        sum(json_extract(json, '$.attributes."gen_ai.usage.input_tokens"')),
        sum(json_extract(json, '$.attributes."gen_ai.usage.output_tokens"'))
      FROM span WHERE session_id = ? GROUP BY session_id
      """;
  static final String SESSIONS =
      """
      SELECT session_id, count(*), min(start_nanos) AS began, max(start_nanos) FROM span
      GROUP BY session_id ORDER BY began DESC LIMIT 50
      """;
  static final String REWARDS =
      """
      SELECT json_extract(json, '$.attributes."gen_ai.agent.name"') AS agent,
        start_nanos / 3600000000000 AS hour,
        avg(json_extract(json, '$.attributes."agentlightning.reward.0.value"'))
      FROM span WHERE kind = 'reward' GROUP BY agent, hour
      """;
  static final String TEXT =
      "SELECT json FROM span WHERE json LIKE ? ORDER BY start_nanos DESC LIMIT 20";
  static final String ATTRIBUTE =
      """
      SELECT json FROM span WHERE json_extract(json, ?) = ? ORDER BY start_nanos DESC LIMIT 100
      """;

  private final Connection connection;

  JsonReads(Path folder) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("json.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = -16000");
    }
  }

  /** The spans in the rows that it finds. */
  List<StoredSpan> spans(String sql, Object... values) throws SQLException, IOException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<StoredSpan> found = new ArrayList<>();
      while (rows.next()) {
        found.add(JsonSpans.read(rows.getString(1)));
      }
      return found;
    }
  }

  /** How many rows it finds; each is read. */
  int count(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      int found = 0;
      while (rows.next()) {
        found++;
        for (int column = 1; column <= columns; column++) {
          rows.getString(column);
        }
      }
      return found;
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
