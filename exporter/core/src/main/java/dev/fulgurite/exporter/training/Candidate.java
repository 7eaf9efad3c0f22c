package dev.fulgurite.exporter.training;

/**
 * A rewarded call that may become half of a pair; of what it said only a digest is held.
 *
 * @param attempt the number of the episode it is of
 */
record Candidate(SpanId call, int attempt, double reward, String answer) {}
