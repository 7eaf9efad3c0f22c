package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.List;

/**
 * Lets readers see a file of version 1 or 2 as one of version 3, by views of the connection alone:
 * who only looks must not change the file.
 */
final class OlderLayout {
  private static final int NEW = 3;
  private static final List<String> VIEWS =
      List.of(
          """
          CREATE TEMP VIEW IF NOT EXISTS span_row AS
          SELECT seq, trace_hi || ':' || trace_lo AS trace_id, trace_hi, trace_lo, span_id,
            parent_id, session_id, name_id, scope_id, resource_id, user_id, source_id, event_kind,
            span_kind, status, start_nanos, end_nanos - start_nanos AS nanos, reward, input_tokens,
            output_tokens, NULL AS block_id, NULL AS slot, codec, body
          FROM main.span
          """,
          """
          CREATE TEMP VIEW IF NOT EXISTS trace AS
          SELECT DISTINCT trace_hi || ':' || trace_lo AS id, trace_hi AS hi, trace_lo AS lo
          FROM main.span
          """);

  /** {@code work}, with the views where they are needed. */
  static <T> SqlWork<T> seenAsNew(SqlWork<T> work) {
    return session -> {
      if (isOld(session)) {
        for (String view : VIEWS) {
          session.run(view);
        }
        session.setOlder();
      }
      return work.run(session);
    };
  }

  static boolean isOld(SqlSession session) throws SQLException {
    Long version = session.number("PRAGMA user_version");
    return version != null
        && version > 0
        && version < NEW
        && session.number("SELECT 1 FROM sqlite_master WHERE name = 'span_by_trace'") != null;
  }

  private OlderLayout() {}
}
