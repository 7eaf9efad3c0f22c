package dev.fulgurite.exporter.store;

/**
 * Hears how far long work on a store has come. Called by one thread at a time, which need not be
 * the one that asked for the work, and not any more once that has its answer. May be called often,
 * and the work waits for it: it should return at once, and must not throw.
 */
@FunctionalInterface
public interface StoreProgress {
  /** Hears nothing, which makes the work do nothing for it. */
  StoreProgress NONE = (stage, done, total) -> {};

  /** A part of the work. A store tells those that it has, in its order. */
  enum Stage {
    /** Removes spans; counts those looked at of those that may have to go. */
    SPANS,
    /** Packs what is left without what went; counts blocks of spans. */
    BLOCKS,
    /** Takes what went out of indexes and lists of names; of an unknown length. */
    INDEX,
    /** Writes the store anew; counts the bytes that came back, which begins half-way. */
    REWRITE,
    /** Gives free room back to the disk; counts bytes. */
    ROOM,
    /** Copies the store; counts bytes of the copy. */
    COPY,
    /** Reads everything in search of damage; counts spans, which come last. */
    CHECK,
    /** Mends what can be mended; of an unknown length. */
    REPAIR,
    /** Saves what can be read; counts spans. */
    SALVAGE
  }

  /**
   * @param done so much of the stage is done: it grows up to {@code total}, and begins anew only
   *     where the stage does, which others' writes may make necessary
   * @param total all there is to do in the stage, in its unit, as it is known by now: what a file
   *     will need is an estimate until the end; 0 where it is not known
   */
  void at(Stage stage, long done, long total);
}
