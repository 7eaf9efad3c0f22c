package dev.fulgurite.exporter.conversation;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.ConversationListener;
import java.time.Duration;

/**
 * Builds a {@link ConversationGuard}. Each setter throws {@link IllegalArgumentException} or {@link
 * NullPointerException} naming what is wrong. Not thread-safe.
 */
public final class ConversationGuardBuilder {
  final ConversationListener guarded;
  Duration initialBackoff = Duration.ofSeconds(1);
  int breakerFailures = 5;
  Duration breakerPause = Duration.ofSeconds(30);
  int maxPending = 1_000;
  Duration closeTimeout = Duration.ofSeconds(5);

  ConversationGuardBuilder(ConversationListener guarded) {
    this.guarded = requireNonNull(guarded, "guarded");
  }

  /** The wait after the first failure; each further one is twice as long. Default 1 s. */
  public ConversationGuardBuilder setInitialBackoff(Duration backoff) {
    this.initialBackoff = notNegative(backoff, "initialBackoff");
    return this;
  }

  /**
   * After {@code failures} in a row the listener is left alone for {@code pause}, then tried with
   * one message. Default 5 and 30 s.
   */
  public ConversationGuardBuilder setBreaker(int failures, Duration pause) {
    this.breakerFailures = atLeastOne(failures, "failures");
    this.breakerPause = notNegative(pause, "pause");
    return this;
  }

  /** Messages that may wait; beyond it the oldest is dropped and counted. Default 1,000. */
  public ConversationGuardBuilder setMaxPending(int messages) {
    this.maxPending = atLeastOne(messages, "maxPending");
    return this;
  }

  /** How long closing a conversation waits for its messages. Default 5 s. */
  public ConversationGuardBuilder setCloseTimeout(Duration timeout) {
    this.closeTimeout = notNegative(timeout, "closeTimeout");
    return this;
  }

  /** A guard that has started nothing yet. */
  public ConversationGuard build() {
    return new ConversationGuard(this);
  }

  private static int atLeastOne(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
    return value;
  }

  private static Duration notNegative(Duration value, String name) {
    if (requireNonNull(value, name).isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
    return value;
  }
}
