package dev.fulgurite.exporter.lightning;

/** How a {@link RolloutScope} ended. */
public enum RolloutOutcome {
  /** It succeeded, everything it emitted has arrived, and the trainer knows. */
  SUCCEEDED,
  /** It failed, or never said that it succeeded; everything has arrived, and the trainer knows. */
  FAILED,
  /** Some of its spans did not arrive: the trainer was told that it failed. */
  INCOMPLETE,
  /** The trainer could not be told. */
  UNREPORTED
}
