package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns rows back into spans; lives for one query. Not thread-safe. */
final class SpanRows {
  /** Whole spans. */
  static final String SPANS =
      """
      SELECT p.seq, p.trace_hi, p.trace_lo, p.span_id, p.parent_id, n.text, p.span_kind,
        p.start_nanos, p.end_nanos, p.status, p.scope_id, p.resource_id, p.codec, p.body
      FROM span p CROSS JOIN dictionary n ON n.id = p.name_id
      """;

  /** What summaries need: no bodies are read. */
  static final String FACTS =
      """
      SELECT s.text, o.text, u.text, p.trace_hi, p.trace_lo, p.parent_id IS NULL, n.text,
        p.event_kind, p.status, p.reward, p.input_tokens, p.output_tokens, p.start_nanos,
        p.end_nanos
      FROM span p CROSS JOIN session s ON s.id = p.session_id
        CROSS JOIN dictionary n ON n.id = p.name_id
        LEFT JOIN dictionary o ON o.id = p.source_id
        LEFT JOIN dictionary u ON u.id = p.user_id
      """;

  private static final String BY_SEQ = SPANS + " WHERE p.seq = ?";

  private final SqlSession session;
  private final Map<Long, Origin.Scope> scopes = new HashMap<>();
  private final Map<Long, Origin.Resource> resources = new HashMap<>();

  SpanRows(SqlSession session) {
    this.session = session;
  }

  /** The span that a statement before saw in the same transaction. */
  StoredSpan span(long seq) throws SQLException {
    PreparedStatement statement = session.prepared(BY_SEQ);
    statement.setLong(1, seq);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("span " + seq + " has no name in the dictionary");
      }
      return span(rows);
    }
  }

  /** From the current row of {@link #SPANS}. */
  StoredSpan span(ResultSet row) throws SQLException {
    SpanBody body = body(row);
    long parent = row.getLong(5);
    boolean hasParent = !row.wasNull();
    Origin.Scope scope = scope(row.getLong(11));
    Origin.Resource resource = resource(row.getLong(12));
    return new StoredSpan(
        SpanKey.hex(row.getLong(2)) + SpanKey.hex(row.getLong(3)),
        SpanKey.hex(row.getLong(4)),
        hasParent ? SpanKey.hex(parent) : null,
        body.parentRemote,
        body.traceState,
        body.name == null ? row.getString(6) : body.name,
        EnumCodes.SPAN_KINDS.constant(row.getInt(7)),
        row.getLong(8),
        row.getLong(9),
        EnumCodes.STATUSES.constant(row.getInt(10)),
        body.statusDescription,
        body.attributes,
        body.events,
        body.links,
        resource.attributes(),
        resource.schemaUrl(),
        scope.name(),
        scope.version());
  }

  /** From the current row of {@link #FACTS}. */
  static SpanFacts facts(ResultSet row) throws SQLException {
    EventKind kind = EnumCodes.EVENT_KINDS.constant(row.getInt(8));
    StatusCode status = EnumCodes.STATUSES.constant(row.getInt(9));
    return new SpanFacts(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        SpanKey.hex(row.getLong(4)) + SpanKey.hex(row.getLong(5)),
        row.getInt(6) != 0,
        row.getString(7),
        kind,
        SpanFacts.isError(status, kind),
        optionalDouble(row, 10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getLong(14),
        0);
  }

  private static @Nullable Double optionalDouble(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static SpanBody body(ResultSet row) throws SQLException {
    try {
      return SpanBody.decode(row.getInt(13), row.getBytes(14));
    } catch (IOException e) {
      throw new SQLException("body of span " + row.getLong(1) + " is damaged: " + e, e);
    }
  }

  private Origin.Scope scope(long id) throws SQLException {
    Origin.Scope scope = scopes.get(id);
    if (scope == null) {
      try {
        scope = Origin.Scope.decode(text(id));
      } catch (IOException e) {
        throw new SQLException("scope " + id + " is damaged: " + e, e);
      }
      scopes.put(id, scope);
    }
    return scope;
  }

  private Origin.Resource resource(long id) throws SQLException {
    Origin.Resource resource = resources.get(id);
    if (resource == null) {
      try {
        resource = Origin.Resource.decode(text(id));
      } catch (IOException e) {
        throw new SQLException("resource " + id + " is damaged: " + e, e);
      }
      resources.put(id, resource);
    }
    return resource;
  }

  private String text(long id) throws SQLException {
    PreparedStatement statement = session.prepared("SELECT text FROM dictionary WHERE id = ?");
    statement.setLong(1, id);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("dictionary entry " + id + " is missing");
      }
      return rows.getString(1);
    }
  }
}
