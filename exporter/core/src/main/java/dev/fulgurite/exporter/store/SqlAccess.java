package dev.fulgurite.exporter.store;

import java.time.Duration;
import java.util.List;

/**
 * What a store that is an SQL database can be asked beside {@link SpanReader}. Its tables are its
 * own affair and change; the views {@code spans}, {@code sessions}, {@code traces} and {@code
 * rewards} stay, and mean the same in every store. Thread-safe; may block on the disk. Nothing here
 * changes the store.
 */
public interface SqlAccess {
  /**
   * Answers one query in the store's dialect.
   *
   * @param maxRows at most so many are read
   * @param timeout the query is given up after about this time
   * @throws StoreException saying why, when {@code sql} is no query, is wrong or takes too long
   */
  SqlRows query(String sql, int maxRows, Duration timeout);

  /** How much room each table takes, the largest first, its indexes by themselves. */
  List<TableSize> sizes();

  /**
   * @param bytes on the disk, whole pages
   */
  record TableSize(String name, long bytes) {}
}
