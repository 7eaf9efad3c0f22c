package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;

/**
 * Bodies may hold {@link RowCheck}, which older programs do not know: the number tells them. Spans
 * that those filed as was right then (a reward that is no number, a model call that was none) are
 * filed as is right now. The index of texts is filled anew, since it has the texts of nested values
 * now.
 */
final class SchemaV7 {
  static void run(SqlSession session) throws SQLException {
    Schema.Step.of(SchemaV5.EMPTY_INDEX).run(session);
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
