package dev.fulgurite.exporter.store;

/**
 * What a store removed, to stay within its bounds or because it was told to, since it was made:
 * spans, and sessions of which nothing is left.
 */
public record Pruned(long spans, long sessions) {
  /** Nothing. */
  public static final Pruned NONE = new Pruned(0, 0);
}
