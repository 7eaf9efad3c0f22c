package dev.fulgurite.exporter.lightning;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A task of the trainer's, and the attempt at it that is ours. Immutable.
 *
 * @param input what is to be done, as JSON
 * @param mode {@code train}, {@code val} or {@code test}; null where the trainer does not say
 */
public record Rollout(String rolloutId, String attemptId, String input, @Nullable String mode) {
  public Rollout {
    requireNonNull(rolloutId, "rolloutId");
    requireNonNull(attemptId, "attemptId");
    requireNonNull(input, "input");
  }
}
