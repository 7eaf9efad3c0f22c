package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;

/**
 * How many of the spans that went were taken care of: by deletions, which note what is to be
 * cleaned behind them, and by a cleaning of everything. What else {@code pruned} counts left texts
 * of which nobody knows any more whose they were. An older version does not know the table: what it
 * deletes is taken for pruned, and the next cleaning looks at more than it need.
 */
final class ErasedCount {
  private static final String CREATE = "CREATE TABLE IF NOT EXISTS erased (spans INTEGER NOT NULL)";
  private static final String BEGIN =
      "INSERT INTO erased SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM erased)";

  /** All that went. */
  static long pruned(SqlSession session) throws SQLException {
    return number(session, "SELECT spans FROM pruned");
  }

  static boolean isEverything(SqlSession session) throws SQLException {
    boolean any = session.number("SELECT 1 FROM sqlite_master WHERE name = 'erased'") != null;
    return pruned(session) <= (any ? number(session, "SELECT spans FROM erased") : 0);
  }

  /** In the transaction that removes and notes them. */
  static void add(SqlSession locked, int spans) throws SQLException {
    create(locked);
    locked.update("UPDATE erased SET spans = spans + ?", spans);
  }

  /** When all was cleaned that so many spans left. */
  static void reach(SqlSession locked, long pruned) throws SQLException {
    create(locked);
    locked.update("UPDATE erased SET spans = max(spans, ?)", pruned);
  }

  private static void create(SqlSession locked) throws SQLException {
    locked.run(CREATE);
    locked.update(BEGIN);
  }

  private static long number(SqlSession session, String sql) throws SQLException {
    Long number = session.number(sql);
    return number == null ? 0 : number;
  }

  private ErasedCount() {}
}
