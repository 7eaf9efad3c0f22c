package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** The file's free space, and its log. On the connection that writes, outside transactions. */
final class FileRoom {
  private static final int PAGES = 1_000;
  private static final long NANOS_TO_MILLI = 1_000_000;
  private static final long RETRY_NANOS = 20 * NANOS_TO_MILLI;

  /**
   * Writes the file anew, so that nothing is left in free space, and empties the log. Who writes
   * meanwhile waits.
   */
  static boolean rewrite(SqlSession session) throws SQLException {
    session.run("PRAGMA temp_store = FILE"); // the copy may be larger than what memory there is
    try {
      session.run("VACUUM");
    } finally {
      session.run("PRAGMA temp_store = MEMORY");
    }
    if (!emptyLog(session)) {
      throw new StoreException(
          "What was deleted is out of the store's file, but the log beside it cannot be emptied"
              + " while somebody reads without a pause: try again with fulgurite vacuum",
          null);
    }
    return true;
  }

  /** Gives some free pages back. True where there may be more. */
  static boolean giveBack(SqlSession session) throws SQLException {
    long before = freePages(session);
    session.run("PRAGMA incremental_vacuum(" + PAGES + ")");
    long after = freePages(session);
    return after > 0 && after < before;
  }

  /** What of the file is in use, which is about what a copy of it takes. */
  static long usedBytes(SqlSession session) throws SQLException {
    return (number(session, "PRAGMA page_count") - freePages(session)) * pageSize(session);
  }

  static long freeBytes(SqlSession session) throws SQLException {
    return freePages(session) * pageSize(session);
  }

  private static long pageSize(SqlSession session) throws SQLException {
    return number(session, "PRAGMA page_size");
  }

  private static long freePages(SqlSession session) throws SQLException {
    return number(session, "PRAGMA freelist_count");
  }

  private static long number(SqlSession session, String sql) throws SQLException {
    Long number = session.number(sql);
    return number == null ? 0 : number;
  }

  /**
   * False where somebody reads what stood in it for longer than one waits for a lock. Who writes
   * empties it too: while somebody is at that, SQLite says at once that it is busy.
   */
  static boolean emptyLog(SqlSession session) throws SQLException {
    long deadline = System.nanoTime() + number(session, "PRAGMA busy_timeout") * NANOS_TO_MILLI;
    while (number(session, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
    return true;
  }

  private FileRoom() {}
}
