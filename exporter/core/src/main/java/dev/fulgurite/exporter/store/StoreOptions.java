package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

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
 * @param key of a store that encrypts what it writes; null for one that does not. Where a store has
 *     another key, has none, or cannot encrypt, it is refused
 */
public record StoreOptions(
    boolean readOnly, long maxBytes, boolean index, Retention retention, @Nullable StoreKey key) {
  /** 2 GiB. */
  public static final long DEFAULT_MAX_BYTES = 2L << 30;

  /** Not encrypted. */
  public StoreOptions(boolean readOnly, long maxBytes, boolean index, Retention retention) {
    this(readOnly, maxBytes, index, retention, null);
  }

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

  /** The same with this key; null for none. */
  public StoreOptions withKey(@Nullable StoreKey other) {
    return new StoreOptions(readOnly, maxBytes, index, retention, other);
  }

  /**
   * The same with the key in {@code file}, as the setting {@code fulgurite.store.key-file} names
   * it; empty for none.
   *
   * @throws StoreException as {@link StoreKey#ofFile} does
   */
  public StoreOptions withKeyFile(String file) {
    return withKey(file.isEmpty() ? null : StoreKey.ofFile(file));
  }
}
