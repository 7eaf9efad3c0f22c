package dev.fulgurite.exporter.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What a store on a disk needs now and then. Thread-safe; other threads and processes read and
 * write meanwhile. Every method throws {@link StoreException} where it cannot do its work.
 */
public interface Upkeep {
  /**
   * Gives room that nothing needs back to the disk, in short steps, and ends deletions that a
   * process left half-way, for which who writes may have to wait.
   *
   * @return bytes that the store is smaller by
   */
  long vacuum();

  /** The same, telling how far it is, or, which is the default, nothing. */
  default long vacuum(StoreProgress progress) {
    return vacuum();
  }

  /**
   * Copies the store as it is at this moment into a new file, which only its owner may read. Works
   * where the store is open for reading, too. Where it fails, there is no file.
   *
   * @throws StoreException where there is a file already
   */
  void backup(Path file);

  /** The same, telling how far it is, or, which is the default, nothing. */
  default void backup(Path file, StoreProgress progress) {
    backup(file);
  }

  /**
   * Mends what can be told from what is left: indexes and summaries. Others wait while it does.
   *
   * @param dropDamaged also removes spans that cannot be read, counted as {@link
   *     SpanReader#pruned()}
   * @return what was done, in words; {@link SpanStore#check} says what is left
   */
  List<String> repair(boolean dropDamaged);

  /** The same, telling that it goes on, or, which is the default, nothing. */
  default List<String> repair(boolean dropDamaged, StoreProgress progress) {
    return repair(dropDamaged);
  }

  /**
   * Copies every span that can still be read into a new store, and the ledger, whatever else of
   * this one is torn. Changes nothing here; works where the store is open for reading, too. How far
   * spans were sent on is not taken along. Where it fails, there is no file.
   *
   * @throws StoreException where there is a file already, or nothing can be read
   */
  Salvaged salvage(Path file, StoreProgress progress);

  /**
   * @param spans that are in the new store
   * @param unreadable at most so many were here besides
   */
  record Salvaged(long spans, long unreadable) {}
}
