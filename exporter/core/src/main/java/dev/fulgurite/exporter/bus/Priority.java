package dev.fulgurite.exporter.bus;

/**
 * How soon an event is handled while others wait. Within one session the order of events always
 * holds: a high one hurries those before it, it does not overtake them.
 */
public enum Priority {
  /** First, and dropped last: errors, unless told otherwise. */
  HIGH(0),
  /** The default. */
  MEDIUM(1),
  /** When nothing else waits; dropped first. */
  LOW(2);

  static final int RANKS = 3;

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** From 0, the most urgent. */
  int rank() {
    return rank;
  }
}
