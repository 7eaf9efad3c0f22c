package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.List;

/**
 * Bodies may hold {@link RowCheck}, which older programs do not know: the number tells them. Spans
 * that those filed as was right then (a reward that is no number, a model call that was none) are
 * filed as is right now. The index of texts is filled anew, since it has the texts of nested values
 * now.
 */
final class SchemaV7 {
  private static final List<String> STEPS =
      List.of(
          "INSERT INTO span_index (span_index) VALUES ('delete-all')",
          "INSERT INTO index_word_part (index_word_part) VALUES ('delete-all')",
          "DELETE FROM index_word",
          "DELETE FROM index_zone",
          "DELETE FROM attribute_key",
          "UPDATE index_state SET position = 0");

  static void run(SqlSession session) throws SQLException {
    Schema.Step.of(STEPS).run(session);
    if (Refiling.ofOlder(session) > 0) {
      SummaryRebuild.run(session);
    }
  }

  /** Whether the file has it. */
  static boolean isIn(SqlSession session) throws SQLException {
    Long version = session.number("PRAGMA user_version");
    return version != null && version >= 7;
  }

  private SchemaV7() {}
}
