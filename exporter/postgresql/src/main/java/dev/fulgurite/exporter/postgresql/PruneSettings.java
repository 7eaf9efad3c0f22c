package dev.fulgurite.exporter.postgresql;

import java.time.Clock;

/**
 * What tests turn and programs leave alone.
 *
 * @param clock tells the age of sessions
 * @param step spans removed in one transaction
 */
record PruneSettings(Clock clock, int step) {
  static final PruneSettings DEFAULTS = new PruneSettings(Clock.systemUTC(), 1_000);
}
