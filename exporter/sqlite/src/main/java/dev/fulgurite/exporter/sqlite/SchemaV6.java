package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.List;

/**
 * What a session's summary says besides: its messages, and whether its traces have their roots. The
 * index of texts is filled anew, since it has the texts of errors and events now.
 */
final class SchemaV6 {
  /** Whether each trace of the session {@code s} has a span in it without a parent. */
  static final String FINISHED =
      """
      NOT EXISTS (SELECT 1 FROM main.session_trace st WHERE st.session_id = s.id AND NOT EXISTS (
        SELECT 1 FROM main.span p
        WHERE p.trace_id = st.trace_id AND p.session_id = s.id AND p.parent_id IS NULL))""";

  private static final List<String> STEPS =
      List.of(
          "ALTER TABLE session ADD COLUMN messages INTEGER NOT NULL DEFAULT 0",
          "UPDATE session SET messages = (SELECT count(*) FROM span p WHERE p.session_id = session.id AND "
              + SummarySql.MESSAGE
              + ")",
          "CREATE INDEX span_without_parent ON span (trace_id, session_id) WHERE parent_id IS NULL");

  static void run(SqlSession session) throws SQLException {
    Schema.Step.of(STEPS).run(session);
    Schema.Step.of(SchemaV5.EMPTY_INDEX).run(session);
  }

  /** Whether the file has it. */
  static boolean isIn(SqlSession session) throws SQLException {
    Long version = session.number("PRAGMA user_version");
    return version != null && version >= 6;
  }

  private SchemaV6() {}
}
