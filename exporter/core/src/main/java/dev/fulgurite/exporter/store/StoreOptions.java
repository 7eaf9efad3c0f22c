package dev.fulgurite.exporter.store;

/**
 * How to open a store.
 *
 * @param readOnly never creates, migrates or changes anything; a store that does not exist is
 *     refused
 * @param maxBytes the store is kept at or below about this size by removing the oldest sessions; 0
 *     for no bound
 * @param index whether this process fills the store's index of texts and attributes, behind its
 *     appends; without one searches take longer and find the same
 * @param retention what is kept besides; a store takes no notice of rules that its provider does
 *     not hold
 */
public record StoreOptions(boolean readOnly, long maxBytes, boolean index, Retention retention) {
  /** 2 GiB. */
  public static final long DEFAULT_MAX_BYTES = 2L << 30;

  /** With all that is within the bound. */
  public StoreOptions(boolean readOnly, long maxBytes, boolean index) {
    this(readOnly, maxBytes, index, Retention.ALL);
  }

  /** With an index. */
  public StoreOptions(boolean readOnly, long maxBytes) {
    this(readOnly, maxBytes, true);
  }

  /** For writing, bounded by {@link #DEFAULT_MAX_BYTES}. */
  public static StoreOptions defaults() {
    return new StoreOptions(false, DEFAULT_MAX_BYTES);
  }

  /** For reading only. */
  public static StoreOptions forReading() {
    return new StoreOptions(true, 0);
  }
}
