package dev.fulgurite.exporter.sqlite;

import java.util.List;

/** The first layout: narrow integer columns to find by, and a body with the rest of the span. */
final class SchemaV1 {
  static final List<String> STEPS =
      List.of(
          """
          CREATE TABLE dictionary (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (kind, text))
          """,
          """
          CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE,
            last_seq INTEGER NOT NULL)
          """,
          "CREATE INDEX session_by_activity ON session (last_seq)",
          // seq is the order of arrival; AUTOINCREMENT never gives one twice, so cursors stay true.
          """
          CREATE TABLE span (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            trace_hi INTEGER NOT NULL,
            trace_lo INTEGER NOT NULL,
            span_id INTEGER NOT NULL,
            parent_id INTEGER,
            session_id INTEGER NOT NULL REFERENCES session (id),
            start_nanos INTEGER NOT NULL,
            end_nanos INTEGER NOT NULL,
            name_id INTEGER NOT NULL REFERENCES dictionary (id),
            scope_id INTEGER NOT NULL REFERENCES dictionary (id),
            resource_id INTEGER NOT NULL REFERENCES dictionary (id),
            user_id INTEGER REFERENCES dictionary (id),
            source_id INTEGER REFERENCES dictionary (id),
            event_kind INTEGER NOT NULL,
            span_kind INTEGER NOT NULL,
            status INTEGER NOT NULL,
            reward REAL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            codec INTEGER NOT NULL,
            body BLOB NOT NULL)
          """,
          "CREATE UNIQUE INDEX span_by_trace ON span (trace_hi, trace_lo, span_id)",
          "CREATE INDEX span_by_session ON span (session_id, start_nanos)",
          "CREATE INDEX span_by_kind ON span (event_kind, start_nanos)",
          """
          CREATE TABLE ledger (
            process_id TEXT NOT NULL,
            destination TEXT NOT NULL,
            pid INTEGER NOT NULL,
            started_nanos INTEGER NOT NULL,
            updated_nanos INTEGER NOT NULL,
            closed INTEGER NOT NULL,
            emitted INTEGER NOT NULL,
            sampled_out INTEGER NOT NULL,
            dropped INTEGER NOT NULL,
            delivered INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            in_flight INTEGER NOT NULL,
            dropped_by_reason TEXT NOT NULL,
            failed_by_reason TEXT NOT NULL,
            PRIMARY KEY (process_id, destination)) WITHOUT ROWID
          """,
          "CREATE TABLE pruned (spans INTEGER NOT NULL, sessions INTEGER NOT NULL)",
          "INSERT INTO pruned VALUES (0, 0)");

  private SchemaV1() {}
}
