package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inserts spans in one transaction, for which it lives. Not thread-safe. */
final class SpanWriter {
  private static final String INSERT =
      """
      INSERT INTO span (trace_hi, trace_lo, span_id, parent_id, session_id, start_nanos, end_nanos,
        name_id, scope_id, resource_id, user_id, source_id, event_kind, span_kind, status, reward,
        input_tokens, output_tokens, codec, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (trace_hi, trace_lo, span_id) DO NOTHING
      """;

  private final SqlSession session;
  private final Dictionary dictionary;
  private final Map<String, Long> sessions = new HashMap<>();
  private long firstSequence;

  SpanWriter(SqlSession session) {
    this.session = session;
    this.dictionary = new Dictionary(session);
  }

  /** How many were new. */
  int insert(List<SpanRow> rows) throws SQLException {
    Long last = session.number("SELECT max(seq) FROM span");
    firstSequence = last == null ? 1 : last + 1;
    int added = 0;
    for (SpanRow row : rows) {
      added += insert(row);
    }
    if (added > 0) {
      touchSessions();
    }
    return added;
  }

  /** The sessions written to. */
  Set<Long> sessions() {
    return Set.copyOf(sessions.values());
  }

  /** Of the spans inserted; those before were there already. */
  long firstSequence() {
    return firstSequence;
  }

  private int insert(SpanRow row) throws SQLException {
    PreparedStatement statement = session.prepared(INSERT);
    Columns columns = new Columns(statement);
    addIdentity(columns, row);
    addOrigin(columns, row);
    addFacts(columns, row);
    columns.add(SpanBody.JSON);
    statement.setBytes(columns.next(), row.body);
    return statement.executeUpdate();
  }

  private void addIdentity(Columns columns, SpanRow row) throws SQLException {
    SpanKey key = row.key;
    String parent = row.span.parentSpanId();
    columns.add(key.traceHigh());
    columns.add(key.traceLow());
    columns.add(key.spanId());
    columns.addOptional(parent == null ? null : SpanKey.number(parent));
    columns.add(sessionId(row.facts.sessionId()));
    columns.add(row.span.startEpochNanos());
    columns.add(row.span.endEpochNanos());
  }

  private void addOrigin(Columns columns, SpanRow row) throws SQLException {
    SpanFacts facts = row.facts;
    columns.add(dictionary.id(Dictionary.NAME, row.span.name()));
    columns.add(dictionary.id(Dictionary.SCOPE, row.scope));
    columns.add(dictionary.id(Dictionary.RESOURCE, row.resource));
    columns.addOptional(dictionary.idOrNull(Dictionary.USER, facts.userId()));
    columns.addOptional(dictionary.idOrNull(Dictionary.SOURCE, facts.sessionSource()));
  }

  private static void addFacts(Columns columns, SpanRow row) throws SQLException {
    SpanFacts facts = row.facts;
    StoredSpan span = row.span;
    columns.add(EnumCodes.EVENT_KINDS.code(facts.kind()));
    columns.add(EnumCodes.SPAN_KINDS.code(span.kind()));
    columns.add(EnumCodes.STATUSES.code(span.status()));
    columns.addOptional(facts.reward());
    columns.add(facts.inputTokens());
    columns.add(facts.outputTokens());
  }

  private long sessionId(String text) throws SQLException {
    Long id = sessions.get(text);
    if (id == null) {
      session.update(
          "INSERT INTO session (text, last_seq) VALUES (?, 0) ON CONFLICT (text) DO NOTHING", text);
      id = Objects.requireNonNull(session.number("SELECT id FROM session WHERE text = ?", text));
      sessions.put(text, id);
    }
    return id;
  }

  /** Last activity is an order of arrival, not a time: clocks jump. */
  private void touchSessions() throws SQLException {
    for (long id : sessions.values()) {
      session.update("UPDATE session SET last_seq = (SELECT max(seq) FROM span) WHERE id = ?", id);
    }
  }

  /** Binds one column after the other. */
  private static final class Columns {
    private final PreparedStatement statement;
    private int last;

    Columns(PreparedStatement statement) {
      this.statement = statement;
    }

    int next() {
      return ++last;
    }

    void add(long value) throws SQLException {
      statement.setLong(next(), value);
    }

    void addOptional(@Nullable Object value) throws SQLException {
      statement.setObject(next(), value);
    }
  }
}
