package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.codec.EscapedText;
import dev.fulgurite.exporter.store.codec.Origin;
import dev.fulgurite.exporter.store.codec.SpanBody;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns rows back into spans; lives for one query. Not thread-safe. */
final class SpanRows {
  /** Whole spans. */
  static final String SPANS =
      """
      SELECT p.seq, p.trace_hi, p.trace_lo, p.span_id, p.parent_id, p.name, p.span_kind, p.status,
        p.start_nanos, p.nanos, p.origin, p.body
      FROM fulgurite_span p
      """;

  /** What summaries need: no bodies are read. */
  static final String FACTS =
      """
      SELECT s.id, p.source, p.user_id, p.trace_hi, p.trace_lo, p.parent_id IS NULL, p.name,
        p.event_kind, p.status, p.reward, p.input_tokens, p.output_tokens, p.start_nanos, p.nanos,
        p.place
      FROM fulgurite_span p JOIN fulgurite_session s ON s.key = p.session
      """;

  private static final String ORIGIN = "SELECT data FROM fulgurite_origin WHERE key = ?";

  private final SqlSession session;
  private final Map<UUID, Origin> origins = new HashMap<>();

  SpanRows(SqlSession session) {
    this.session = session;
  }

  /**
   * From the current row of {@link #SPANS}.
   *
   * @throws DamagedSpan where the row does not tell
   */
  StoredSpan span(ResultSet row) throws SQLException {
    SpanBody body = body(row);
    Origin origin = origin(row.getObject(11, UUID.class), row.getLong(1));
    long start = row.getLong(9);
    long parent = row.getLong(5);
    boolean hasParent = !row.wasNull();
    return new StoredSpan(
        SpanKey.hex(row.getLong(2)) + SpanKey.hex(row.getLong(3)),
        SpanKey.hex(row.getLong(4)),
        hasParent ? SpanKey.hex(parent) : null,
        body.parentRemote(),
        body.traceState(),
        EscapedText.unescape(row.getString(6)),
        constant(SpanKind.class, row.getString(7)),
        start,
        start + row.getLong(10),
        constant(StatusCode.class, row.getString(8)),
        body.statusDescription(),
        body.attributes(),
        body.events(),
        body.links(),
        origin.resource(),
        origin.schemaUrl(),
        origin.scopeName(),
        origin.scopeVersion());
  }

  /** From the current row of {@link #FACTS}. */
  SpanFacts facts(ResultSet row) throws SQLException {
    EventKind kind = constant(EventKind.class, row.getString(8));
    StatusCode status = constant(StatusCode.class, row.getString(9));
    double reward = row.getDouble(10);
    boolean hasReward = !row.wasNull();
    long start = row.getLong(13);
    return new SpanFacts(
        EscapedText.unescape(row.getString(1)),
        EscapedText.unescapeIfAny(row.getString(2)),
        EscapedText.unescapeIfAny(row.getString(3)),
        SpanKey.hex(row.getLong(4)) + SpanKey.hex(row.getLong(5)),
        row.getBoolean(6),
        EscapedText.unescape(row.getString(7)),
        kind,
        SpanFacts.isError(status, kind),
        hasReward ? reward : null,
        row.getLong(11),
        row.getLong(12),
        start,
        start + row.getLong(14),
        row.getLong(15));
  }

  private static SpanBody body(ResultSet row) throws SQLException {
    try {
      return SpanBody.decode(row.getBytes(12));
    } catch (IOException e) {
      throw new DamagedSpan(row.getLong(1), "its body is damaged: " + e.getMessage(), e);
    }
  }

  private Origin origin(UUID key, long seq) throws SQLException {
    Origin known = origins.get(key);
    if (known == null) {
      known = readOrigin(key, seq);
      origins.put(key, known);
    }
    return known;
  }

  private Origin readOrigin(UUID key, long seq) throws SQLException {
    try (PreparedStatement statement = session.prepare(ORIGIN, key);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new DamagedSpan(seq, "its resource " + key + " is missing", null);
      }
      return Origin.decode(rows.getBytes(1));
    } catch (IOException e) {
      throw new DamagedSpan(seq, "its resource " + key + " is damaged", e);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) throws SQLException {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new SQLException("unknown " + type.getSimpleName() + " " + word, e);
    }
  }

  /** A span that cannot be read while the store can. */
  static final class DamagedSpan extends SQLException {
    private static final long serialVersionUID = 1L;

    DamagedSpan(long seq, String what, @Nullable Throwable cause) {
      super("span " + seq + ": " + what, "XX001", cause);
    }
  }
}
