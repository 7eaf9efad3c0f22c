package dev.fulgurite.exporter.postgresql;

import java.sql.SQLException;
import java.util.List;

/**
 * The tables. One row of {@code fulgurite_store} is the lock that writers take turns by; a number
 * from its {@code last_seq} is given when a span is inserted and never again.
 */
final class Schema {
  static final int VERSION = 1;

  /** Any number that no other program is likely to lock. */
  private static final long LOCK = 0x66756c677572L;

  private static final String EXISTS = "SELECT 1 WHERE to_regclass('fulgurite_store') IS NOT NULL";

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE fulgurite_store (
            version int NOT NULL,
            last_seq bigint NOT NULL,
            bytes bigint NOT NULL,
            pruned_spans bigint NOT NULL,
            pruned_sessions bigint NOT NULL)
          """,
          "INSERT INTO fulgurite_store VALUES (" + VERSION + ", 0, 0, 0, 0)",
          """
          CREATE TABLE fulgurite_session (
            key uuid PRIMARY KEY,
            id text NOT NULL,
            last_seq bigint NOT NULL)
          """,
          "CREATE INDEX fulgurite_session_by_seq ON fulgurite_session (last_seq)",
          "CREATE TABLE fulgurite_origin (key uuid PRIMARY KEY, data bytea NOT NULL)",
          """
          CREATE TABLE fulgurite_span (
            seq bigint PRIMARY KEY,
            trace_hi bigint NOT NULL,
            trace_lo bigint NOT NULL,
            span_id bigint NOT NULL,
            parent_id bigint,
            session uuid NOT NULL,
            origin uuid NOT NULL,
            source text,
            user_id text,
            rollout text,
            attempt text,
            agent text,
            model text,
            name text NOT NULL,
            event_kind text NOT NULL,
            span_kind text NOT NULL,
            status text NOT NULL,
            start_nanos bigint NOT NULL,
            nanos bigint NOT NULL,
            reward double precision,
            input_tokens bigint NOT NULL,
            output_tokens bigint NOT NULL,
            place bigint NOT NULL,
            body bytea NOT NULL,
            UNIQUE (trace_hi, trace_lo, span_id))
          """,
          "CREATE INDEX fulgurite_span_by_start ON fulgurite_span (start_nanos, seq)",
          "CREATE INDEX fulgurite_span_by_session ON fulgurite_span (session, start_nanos, seq)",
          "CREATE INDEX fulgurite_span_by_kind ON fulgurite_span (event_kind, start_nanos, seq)",
          """
          CREATE TABLE fulgurite_ledger (
            process_id text NOT NULL,
            destination text NOT NULL,
            data text NOT NULL,
            PRIMARY KEY (process_id, destination))
          """,
          """
          CREATE TABLE fulgurite_outbox_cursor (
            destination text NOT NULL,
            part int NOT NULL,
            position bigint NOT NULL,
            pruned bigint NOT NULL,
            PRIMARY KEY (destination, part))
          """,
          """
          CREATE TABLE fulgurite_outbox_lease (
            destination text PRIMARY KEY,
            holder text NOT NULL,
            until_millis bigint NOT NULL)
          """);

  /** Makes the tables where there are none; one process at a time. */
  static boolean create(SqlSession session, ServerAddress address) throws SQLException {
    requireUnicode(session, address);
    session.number("SELECT 1 FROM pg_advisory_xact_lock(?)", LOCK);
    if (session.number(EXISTS) == null) {
      for (String table : TABLES) {
        session.run(table);
      }
    }
    return verify(session, address);
  }

  /** Refuses what is no store, and one from a newer Fulgurite. */
  static boolean verify(SqlSession session, ServerAddress address) throws SQLException {
    if (session.number(EXISTS) == null) {
      throw address.failure("does not exist: nothing was ever stored there", null);
    }
    Long version = session.number("SELECT version FROM fulgurite_store");
    if (version == null || version != VERSION) {
      throw address.failure(
          "has layout " + version + ", this Fulgurite knows " + VERSION + ": use a newer one",
          null);
    }
    return true;
  }

  private static void requireUnicode(SqlSession session, ServerAddress address)
      throws SQLException {
    if (session.number("SELECT 1 WHERE current_setting('server_encoding') = 'UTF8'") == null) {
      throw address.failure("is no database with the encoding UTF8: create one that is", null);
    }
  }

  /** Waits for other writers' turns to end, and keeps them out until the transaction ends. */
  static long lock(SqlSession session) throws SQLException {
    Long last = session.number("SELECT last_seq FROM fulgurite_store FOR UPDATE");
    if (last == null) {
      throw new SQLException("table fulgurite_store has lost its row");
    }
    return last;
  }

  private Schema() {}
}
