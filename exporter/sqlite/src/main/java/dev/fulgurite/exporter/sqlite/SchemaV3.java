package dev.fulgurite.exporter.sqlite;

import java.util.List;

/**
 * Narrow rows and bodies in blocks. A trace id is written once and stands as a small number, so
 * that the index over traces grows at its end; what nearly all spans of a session share is a row of
 * {@code context}; bodies lie together by session and batch. {@code span_row} is what readers know.
 */
final class SchemaV3 {
  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE trace (
            id INTEGER PRIMARY KEY,
            hi INTEGER NOT NULL,
            lo INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            UNIQUE (hi, lo))
          """,
          """
          CREATE TABLE context (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES session (id),
            scope_id INTEGER NOT NULL REFERENCES dictionary (id),
            resource_id INTEGER NOT NULL REFERENCES dictionary (id),
            user_id INTEGER REFERENCES dictionary (id),
            source_id INTEGER REFERENCES dictionary (id),
            rollout_id INTEGER REFERENCES dictionary (id),
            attempt_id INTEGER REFERENCES dictionary (id),
            agent_id INTEGER REFERENCES dictionary (id))
          """,
          "CREATE INDEX context_by_session ON context (session_id)",
          """
          CREATE TABLE codebook (
            id INTEGER PRIMARY KEY,
            made_at_seq INTEGER NOT NULL,
            crc INTEGER NOT NULL,
            data BLOB NOT NULL)
          """,
          // spans counts down as they go, and the block goes with the last; but one that holds
          // messages stays while spans of its session may refer to them.
          """
          CREATE TABLE block (
            id INTEGER PRIMARY KEY,
            spans INTEGER NOT NULL,
            messages INTEGER NOT NULL,
            session_id INTEGER NOT NULL REFERENCES session (id),
            seq INTEGER NOT NULL,
            codec INTEGER NOT NULL,
            codebook_id INTEGER REFERENCES codebook (id),
            size INTEGER NOT NULL,
            data BLOB NOT NULL)
          """,
          "CREATE INDEX block_with_messages ON block (session_id, seq) WHERE messages > 0",
          """
          CREATE TABLE span (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            trace_id INTEGER NOT NULL REFERENCES trace (id),
            span_id INTEGER NOT NULL,
            parent_id INTEGER,
            session_id INTEGER NOT NULL REFERENCES session (id),
            context_id INTEGER NOT NULL REFERENCES context (id),
            name_id INTEGER NOT NULL REFERENCES dictionary (id),
            model_id INTEGER REFERENCES dictionary (id),
            event_kind INTEGER NOT NULL,
            span_kind INTEGER NOT NULL,
            status INTEGER NOT NULL,
            start_nanos INTEGER NOT NULL,
            nanos INTEGER NOT NULL,
            reward REAL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            block_id INTEGER NOT NULL REFERENCES block (id),
            slot INTEGER NOT NULL)
          """,
          "CREATE UNIQUE INDEX span_by_trace ON span (trace_id, span_id)",
          "CREATE INDEX span_by_session ON span (session_id, start_nanos)",
          "CREATE INDEX span_by_kind ON span (event_kind, start_nanos)",
          """
          CREATE VIEW span_row AS
          SELECT p.seq, p.trace_id, t.hi AS trace_hi, t.lo AS trace_lo, p.span_id, p.parent_id,
            p.session_id, p.name_id, c.scope_id, c.resource_id, c.user_id, c.source_id,
            c.rollout_id, c.attempt_id, c.agent_id, p.model_id, p.event_kind, p.span_kind,
            p.status, p.start_nanos, p.nanos, p.reward, p.input_tokens, p.output_tokens,
            p.block_id, p.slot, NULL AS codec, NULL AS body
          FROM span p LEFT JOIN trace t ON t.id = p.trace_id
            LEFT JOIN context c ON c.id = p.context_id
          """);

  private SchemaV3() {}
}
