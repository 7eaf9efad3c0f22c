package dev.fulgurite.exporter.redis;

import java.util.List;

/**
 * What a consumer took over.
 *
 * @param entries to be done by it now
 * @param dead delivered too often, and moved to the dead letters
 */
public record Claimed(List<StreamEntry> entries, List<StreamEntry> dead) {
  /** Takes its own copies. */
  public Claimed {
    entries = List.copyOf(entries);
    dead = List.copyOf(dead);
  }
}
