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
import org.jspecify.annotations.Nullable;

/** Turns rows back into spans; lives for one query. Not thread-safe. */
final class SpanRows {
  /** Whole spans; small numbers share a column, since each column of a row costs. */
  static final String SPANS =
      """
      SELECT p.seq, p.start_nanos, p.nanos, p.trace_hi, p.trace_lo, p.span_id, p.parent_id,
        p.name_id, (p.scope_id << 32) | p.resource_id, p.block_id,
        (ifnull(p.slot, 0) << 32) | (p.span_kind << 16) | p.status, p.codec, p.body
      FROM span_row p
      """;

  /** Which spans, and when they start. */
  static final String NUMBERS = "SELECT p.seq, p.start_nanos FROM span_row p";

  /** The column of {@link #SPANS} and {@link #NUMBERS} with the start. */
  static final int START = 2;

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
  private final Texts texts;
  private final Blocks blocks;
  private SpanKey lastKey = new SpanKey(0, 0, 0);
  private String lastTrace = lastKey.traceId();

  SpanRows(SqlSession session) throws SQLException {
    this(session, session.texts());
    texts.refresh();
  }

  private SpanRows(SqlSession session, Texts texts) {
    this.session = session;
    this.texts = texts;
    this.blocks = new Blocks(session);
  }

  /** Of a file that nobody changes, and of which no more is read than the spans need. */
  static SpanRows ofTorn(SqlSession session) {
    return new SpanRows(session, session.texts());
  }

  /** Where the bodies are, to be read ahead. */
  Blocks blocks() {
    return blocks;
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

  /** The same; null where it cannot be read because it is damaged. */
  @Nullable StoredSpan readable(long seq) throws SQLException {
    try {
      return span(seq);
    } catch (SQLException e) {
      if (SqliteFailures.code(e) != 0) {
        throw e;
      }
      return null;
    }
  }

  /** From the current row of {@link #SPANS}. */
  StoredSpan span(ResultSet row) throws SQLException {
    return span(SpanLine.of(row));
  }

  StoredSpan span(SpanLine line) throws SQLException {
    SpanBody body = body(line);
    if (body.rowCheck != RowCheck.NONE && body.rowCheck != RowCheck.of(line, texts)) {
      throw new SQLException(
          "row of span " + line.seq() + " is damaged: it is not what its body says of it");
    }
    Origin.Scope scope = texts.scope(line.scope());
    Origin.Resource resource = texts.resource(line.resource());
    Long parent = line.parent();
    return new StoredSpan(
        trace(line.traceHigh(), line.traceLow()),
        SpanKey.hex(line.spanId()),
        parent == null ? null : SpanKey.hex(parent),
        body.parentRemote,
        body.traceState,
        body.name == null ? texts.text(line.name()) : body.name,
        EnumCodes.SPAN_KINDS.constant(line.spanKind()),
        line.start(),
        line.start() + line.nanos(),
        EnumCodes.STATUSES.constant(line.status()),
        body.statusDescription,
        body.attributes,
        body.events,
        body.links,
        resource.attributes(),
        resource.schemaUrl(),
        scope.name(),
        scope.version());
  }

  /** Spans of a trace mostly come together. */
  private String trace(long high, long low) {
    if (high != lastKey.traceHigh() || low != lastKey.traceLow()) {
      lastKey = new SpanKey(high, low, 0);
      lastTrace = lastKey.traceId();
    }
    return lastTrace;
  }

  /** From the current row of {@link #FACTS}. */
  SpanFacts facts(ResultSet row) throws SQLException {
    EventKind kind = EnumCodes.EVENT_KINDS.constant(row.getInt(8));
    StatusCode status = EnumCodes.STATUSES.constant(row.getInt(9));
    long start = row.getLong(13);
    return new SpanFacts(
        texts.session(row.getLong(1)),
        optionalText(row.getLong(2)),
        optionalText(row.getLong(3)),
        trace(row.getLong(4), row.getLong(5)),
        row.getInt(6) != 0,
        texts.text(row.getLong(7)),
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

  private SpanBody body(SpanLine line) throws SQLException {
    try {
      Long block = line.block();
      return block != null
          ? blocks.span(block, line.slot())
          : SpanBody.decode(line.codec(), line.body().readBytes(line.body().left()));
    } catch (IOException e) {
      throw new SQLException("body of span " + line.seq() + " is damaged: " + e, e);
    }
  }

  private @Nullable String optionalText(long id) throws SQLException {
    return id == 0 ? null : texts.text(id);
  }
}
