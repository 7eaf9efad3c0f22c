package dev.fulgurite.exporter.store;

/**
 * What waits in a store for a destination.
 *
 * @param spans how many
 * @param oldestEndEpochNanos when the one that arrived first had ended; 0 where none waits
 */
public record OutboxBacklog(long spans, long oldestEndEpochNanos) {
  /** Nothing waits. */
  public static final OutboxBacklog EMPTY = new OutboxBacklog(0, 0);
}
