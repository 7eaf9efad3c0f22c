package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/** Makes files of older versions as the programs of then did. */
final class OlderFile {
  private static final Schema FIRST = new Schema(List.of(Schema.Step.of(SchemaV1.STEPS)), 1);
  private static final Schema SECOND =
      new Schema(List.of(Schema.Step.of(SchemaV1.STEPS), Schema.Step.of(SchemaV2.STEPS)), 1);
  private static final Schema THIRD =
      new Schema(
          List.of(Schema.Step.of(SchemaV1.STEPS), Schema.Step.of(SchemaV2.STEPS), ToVersion3::run),
          1);

  static void ofFirstVersion(Path path, List<StoredSpan> spans) {
    write(path, FIRST, spans);
  }

  static void ofSecondVersion(Path path, List<StoredSpan> spans) {
    write(path, SECOND, spans);
  }

  /** Without knowledge of the sessions' last activity. */
  static void ofThirdVersion(Path path, List<StoredSpan> spans) {
    NativeZstd.load(StoreFile.at(path.toString()));
    try (Packer packer = new Packer()) {
      write(
          path,
          THIRD,
          session ->
              new SpanWriter(session, packer)
                  .insertAt(
                      packer.start(SpanRow.of(spans)),
                      LongStream.rangeClosed(1, spans.size()).toArray()));
    }
  }

  private interface Filling {
    void fill(SqlSession session) throws SQLException;
  }

  private static void write(Path path, Schema schema, List<StoredSpan> spans) {
    write(
        path,
        schema,
        session -> {
          for (StoredSpan span : spans) {
            insert(session, span);
          }
        });
  }

  private static void write(Path path, Schema schema, Filling filling) {
    StoreFile file = StoreFile.at(path.toString());
    NativeLibrary.load(file);
    try (SqlSession session = Connections.forWriting(file, SqliteSettings.DEFAULTS)) {
      schema.migrate(session, file);
      session.run("PRAGMA journal_mode = WAL");
      session.inTransaction(
          locked -> {
            filling.fill(locked);
            return true;
          });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(SqlSession session, StoredSpan span) throws SQLException {
    SpanKey key = SpanKey.of(span);
    SpanFacts facts = SpanFacts.of(span);
    Dictionary texts = new Dictionary(session);
    String parent = span.parentSpanId();
    session.update(
        "INSERT INTO session (text, last_seq) VALUES (?, 0) ON CONFLICT DO NOTHING",
        facts.sessionId());
    session.update(
        """
        INSERT INTO span (trace_hi, trace_lo, span_id, parent_id, session_id, start_nanos,
          end_nanos, name_id, scope_id, resource_id, user_id, source_id, event_kind, span_kind,
          status, reward, input_tokens, output_tokens, codec, body)
        VALUES (?, ?, ?, ?, (SELECT id FROM session WHERE text = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?, 0, ?)
        """,
        key.traceHigh(),
        key.traceLow(),
        key.spanId(),
        parent == null ? null : SpanKey.number(parent),
        facts.sessionId(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        texts.id(Dictionary.NAME, span.name()),
        texts.id(Dictionary.SCOPE, Origin.Scope.of(span).encode()),
        texts.id(Dictionary.RESOURCE, Origin.Resource.of(span).encode()),
        texts.idOrNull(Dictionary.USER, facts.userId()),
        texts.idOrNull(Dictionary.SOURCE, facts.sessionSource()),
        EnumCodes.EVENT_KINDS.code(facts.kind()),
        EnumCodes.SPAN_KINDS.code(span.kind()),
        EnumCodes.STATUSES.code(span.status()),
        facts.reward(),
        facts.inputTokens(),
        facts.outputTokens(),
        OlderBody.encode(span));
    session.update(
        "UPDATE session SET last_seq = (SELECT max(seq) FROM span) WHERE text = ?",
        facts.sessionId());
  }

  private OlderFile() {}
}
