package dev.fulgurite.exporter.store;

/** Opens the stores of one URL scheme. Found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {
  /** The word before the first colon, such as {@code sqlite}. */
  String scheme();

  /**
   * Opens the store.
   *
   * @param location what follows the first colon; may be empty
   * @throws StoreException naming the location and the remedy
   */
  SpanStore open(String location, StoreOptions options);

  /** Whether its stores {@link SpanStore#outbox offer an outbox} when open for writing. */
  default boolean hasOutbox() {
    return false;
  }

  /** Whether its stores hold these rules; what they do not is passed over, and said to the user. */
  default boolean holds(Retention rules) {
    return rules.equals(Retention.ALL);
  }

  /**
   * Whether its stores encrypt what they write where {@link StoreOptions#key} says so. Those of
   * others are refused with a key: what is to be encrypted must not be written legibly.
   */
  default boolean encrypts() {
    return false;
  }
}
