package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the spans of a file into the layout of version 3, within the transaction of the migration.
 * Bodies move as they are, byte by byte, a damaged one too. Lives for one migration.
 */
final class ToVersion3 {
  private static final int AT_ONCE = 1_000;
  private static final List<String> ASIDE =
      List.of(
          "DROP INDEX span_by_trace",
          "DROP INDEX span_by_session",
          "DROP INDEX span_by_kind",
          "ALTER TABLE span RENAME TO old_span",
          "ALTER TABLE pruned ADD COLUMN steps INTEGER NOT NULL DEFAULT 0");
  private static final String OLD =
      """
      SELECT p.seq, p.trace_hi, p.trace_lo, p.span_id, p.parent_id, s.text, n.text, c.text, r.text,
        u.text, o.text, p.start_nanos, p.end_nanos, p.event_kind, p.span_kind, p.status, p.reward,
        p.input_tokens, p.output_tokens, p.body
      FROM old_span p JOIN session s ON s.id = p.session_id
        JOIN dictionary n ON n.id = p.name_id
        JOIN dictionary c ON c.id = p.scope_id
        JOIN dictionary r ON r.id = p.resource_id
        LEFT JOIN dictionary u ON u.id = p.user_id
        LEFT JOIN dictionary o ON o.id = p.source_id
      WHERE p.seq > ? ORDER BY p.seq LIMIT %d
      """
          .formatted(AT_ONCE);

  private final SqlSession session;
  private final Packer packer;
  private final List<SpanRow> rows = new ArrayList<>();
  private final long[] sequences = new long[AT_ONCE];

  private ToVersion3(SqlSession session, Packer packer) {
    this.session = session;
    this.packer = packer;
  }

  static void run(SqlSession session) throws SQLException {
    Schema.Step.of(ASIDE).run(session);
    Schema.Step.of(SchemaV3.TABLES).run(session);
    try (Packer packer = new Packer()) {
      new ToVersion3(session, packer).moveAll();
    }
    session.run("DROP TABLE old_span");
  }

  private void moveAll() throws SQLException {
    Long before = session.number("SELECT count(*) FROM old_span");
    long moved = 0;
    for (long last = Long.MIN_VALUE; readAfter(last); last = sequences[rows.size() - 1]) {
      new SpanWriter(session, packer).insertAt(packer.start(rows), sequences);
      moved += rows.size();
    }
    if (before == null || moved != before) {
      throw new SQLException(
          (before == null ? 0 : before - moved) + " spans have no name, session or origin left");
    }
    session.run("DELETE FROM sqlite_sequence WHERE name = 'span'");
    session.run("UPDATE sqlite_sequence SET name = 'span' WHERE name = 'old_span'");
  }

  /** False where there is nothing more. */
  private boolean readAfter(long last) throws SQLException {
    rows.clear();
    PreparedStatement statement = session.prepared(OLD);
    statement.setLong(1, last);
    try (ResultSet old = statement.executeQuery()) {
      while (old.next()) {
        sequences[rows.size()] = old.getLong(1);
        rows.add(row(old));
      }
    }
    return !rows.isEmpty();
  }

  private static SpanRow row(ResultSet old) throws SQLException {
    byte[] body = Blob.of(old, 20, "body of span", old.getLong(1));
    Attributes attributes = attributes(body);
    SpanFacts facts = facts(old, attributes);
    SpanSetting setting =
        new SpanSetting(
            facts.sessionId(),
            old.getString(8),
            old.getString(9),
            facts.userId(),
            facts.sessionSource(),
            attributes.get(AttributeKey.stringKey(AgentLightning.ROLLOUT_ID)),
            attributes.get(AttributeKey.stringKey(AgentLightning.ATTEMPT_ID)),
            attributes.get(AttributeKey.stringKey(GenAi.AGENT_NAME)));
    return new SpanRow(
        new SpanKey(old.getLong(2), old.getLong(3), old.getLong(4)),
        optional(old, 5) == null ? null : old.getLong(5),
        facts,
        EnumCodes.SPAN_KINDS.constant(old.getInt(15)),
        attributes.get(AttributeKey.stringKey(GenAi.REQUEST_MODEL)),
        EnumCodes.STATUSES.constant(old.getInt(16)),
        setting,
        (row, out, messages) -> SpanBody.writeJson(out, body));
  }

  private static SpanFacts facts(ResultSet old, Attributes attributes) throws SQLException {
    EventKind kind = EnumCodes.EVENT_KINDS.constant(old.getInt(14));
    StatusCode status = EnumCodes.STATUSES.constant(old.getInt(16));
    Long sequence = attributes.get(AttributeKey.longKey(AgentLightning.SEQUENCE_ID));
    return new SpanFacts(
        old.getString(6),
        old.getString(11),
        old.getString(10),
        SpanKey.hex(old.getLong(2)) + SpanKey.hex(old.getLong(3)),
        optional(old, 5) == null,
        old.getString(7),
        kind,
        SpanFacts.isError(status, kind),
        optional(old, 17) == null ? null : old.getDouble(17),
        old.getLong(18),
        old.getLong(19),
        old.getLong(12),
        old.getLong(13),
        sequence == null ? 0 : sequence);
  }

  private static @Nullable Object optional(ResultSet old, int column) throws SQLException {
    return old.getObject(column);
  }

  /** None where the body is damaged. */
  private static Attributes attributes(byte[] body) {
    try {
      return SpanBody.decode(SpanBody.JSON, body).attributes;
    } catch (IOException e) {
      return Attributes.empty();
    }
  }
}
