package dev.fulgurite.exporter.delivery;

/**
 * Whether to look for the bad span in a batch that was refused. A destination that refuses
 * everything would be asked a thousand times about a batch of five hundred; so the search is given
 * up where nothing was accepted for long, and begun anew, shorter, with each batch. Not
 * thread-safe.
 */
public final class SplitLimit {
  private static final int IN_A_ROW = 128;
  private static final int IN_A_BATCH = 16;

  private int inARow;

  /** Something was accepted. */
  public void accepted() {
    inARow = 0;
  }

  /**
   * Something was refused; returns whether to split it.
   *
   * @param inThisBatch refusals of the same batch so far, this one included
   */
  public boolean rejected(int inThisBatch) {
    inARow++;
    return inARow <= IN_A_ROW || inThisBatch <= IN_A_BATCH;
  }
}
