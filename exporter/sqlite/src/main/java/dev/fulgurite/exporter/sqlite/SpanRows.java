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
  private static final int MAX_HELD_TEXTS = 100_000;

  /** Whole spans. */
  static final String SPANS =
      """
      SELECT p.seq, p.trace_hi, p.trace_lo, p.span_id, p.parent_id, p.name_id, p.span_kind,
        p.start_nanos, p.nanos, p.status, p.scope_id, p.resource_id, p.block_id, p.slot, p.codec,
        p.body
      FROM span_row p
      """;

  /** The column of {@link #SPANS} with the start. */
  static final int START = 8;

  /** What summaries need: no bodies are read. */
  static final String FACTS =
      """
      SELECT p.session_id, p.source_id, p.user_id, p.trace_hi, p.trace_lo, p.parent_id IS NULL,
        p.name_id, p.event_kind, p.status, p.reward, p.input_tokens, p.output_tokens,
        p.start_nanos, p.nanos
      FROM span_row p
      """;

  private static final String BY_SEQ = SPANS + " WHERE p.seq = ?";

  private final SqlSession session;
  private final Map<Long, Origin.Scope> scopes = new HashMap<>();
  private final Map<Long, Origin.Resource> resources = new HashMap<>();
  private final Map<Long, String> texts = new HashMap<>();
  private final Map<Long, String> sessions = new HashMap<>();
  private final Blocks blocks;

  SpanRows(SqlSession session) {
    this.session = session;
    this.blocks = new Blocks(session);
  }

  /** The span that a statement before saw in the same transaction. */
  StoredSpan span(long seq) throws SQLException {
    PreparedStatement statement = session.prepared(BY_SEQ);
    statement.setLong(1, seq);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("span " + seq + " is missing");
      }
      return span(rows);
    }
  }

  /** From the current row of {@link #SPANS}. */
  StoredSpan span(ResultSet row) throws SQLException {
    SpanBody body = body(row);
    long start = row.getLong(8);
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
        body.name == null ? text(row.getLong(6)) : body.name,
        EnumCodes.SPAN_KINDS.constant(row.getInt(7)),
        start,
        start + row.getLong(9),
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
  SpanFacts facts(ResultSet row) throws SQLException {
    EventKind kind = EnumCodes.EVENT_KINDS.constant(row.getInt(8));
    StatusCode status = EnumCodes.STATUSES.constant(row.getInt(9));
    long start = row.getLong(13);
    return new SpanFacts(
        session(row.getLong(1)),
        optionalText(row.getLong(2)),
        optionalText(row.getLong(3)),
        SpanKey.hex(row.getLong(4)) + SpanKey.hex(row.getLong(5)),
        row.getInt(6) != 0,
        text(row.getLong(7)),
        kind,
        SpanFacts.isError(status, kind),
        optionalDouble(row, 10),
        row.getLong(11),
        row.getLong(12),
        start,
        start + row.getLong(14),
        0);
  }

  private static @Nullable Double optionalDouble(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private SpanBody body(ResultSet row) throws SQLException {
    try {
      long block = row.getLong(13);
      boolean apart = !row.wasNull();
      return apart
          ? blocks.span(block, row.getInt(14))
          : SpanBody.decode(row.getInt(15), row.getBytes(16));
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

  private @Nullable String optionalText(long id) throws SQLException {
    return id == 0 ? null : text(id);
  }

  private String text(long id) throws SQLException {
    return text(id, texts, "SELECT text FROM dictionary WHERE id = ?", "dictionary entry ");
  }

  private String session(long id) throws SQLException {
    return text(id, sessions, "SELECT text FROM session WHERE id = ?", "session ");
  }

  private String text(long id, Map<Long, String> held, String sql, String what)
      throws SQLException {
    String found = held.get(id);
    if (found == null) {
      PreparedStatement statement = session.prepared(sql);
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException(what + id + " is missing");
        }
        found = rows.getString(1);
      }
      if (held.size() < MAX_HELD_TEXTS) {
        held.put(id, found);
      }
    }
    return found;
  }
}
