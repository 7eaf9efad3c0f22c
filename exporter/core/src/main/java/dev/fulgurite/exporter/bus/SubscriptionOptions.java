package dev.fulgurite.exporter.bus;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.OverflowPolicy;
import java.time.Duration;

/** How a subscription treats its handler. Immutable; each method gives another. */
public final class SubscriptionOptions {
  /** 1,000 events wait, 10 are handled at once, the newest is dropped, 30 seconds for a call. */
  public static final SubscriptionOptions DEFAULT =
      new SubscriptionOptions(
          1000, 10, OverflowPolicy.DROP_NEWEST, Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final int maxQueueSize;
  private final int maxConcurrent;
  private final OverflowPolicy overflowPolicy;
  private final Duration blockTimeout;
  private final Duration handlerTimeout;

  private SubscriptionOptions(
      int maxQueueSize,
      int maxConcurrent,
      OverflowPolicy overflowPolicy,
      Duration blockTimeout,
      Duration handlerTimeout) {
    this.maxQueueSize = maxQueueSize;
    this.maxConcurrent = maxConcurrent;
    this.overflowPolicy = overflowPolicy;
    this.blockTimeout = blockTimeout;
    this.handlerTimeout = handlerTimeout;
  }

  /** How many events may wait for this handler, at least 1; those that are handled do not count. */
  public SubscriptionOptions maxQueueSize(int events) {
    return new SubscriptionOptions(
        positive(events, "maxQueueSize"),
        maxConcurrent,
        overflowPolicy,
        blockTimeout,
        handlerTimeout);
  }

  /** How many events the handler is told at once, each of another session; at least 1. */
  public SubscriptionOptions maxConcurrent(int calls) {
    return new SubscriptionOptions(
        maxQueueSize,
        positive(calls, "maxConcurrent"),
        overflowPolicy,
        blockTimeout,
        handlerTimeout);
  }

  /**
   * What happens to an event that finds the queue full. {@code BLOCK} and {@code RAISE} concern who
   * publishes; a span that is heard never waits for a handler nor throws, its event is dropped.
   */
  public SubscriptionOptions overflowPolicy(OverflowPolicy policy) {
    return new SubscriptionOptions(
        maxQueueSize,
        maxConcurrent,
        requireNonNull(policy, "policy"),
        blockTimeout,
        handlerTimeout);
  }

  /** How long who publishes waits at most under {@code BLOCK}. */
  public SubscriptionOptions blockTimeout(Duration timeout) {
    return new SubscriptionOptions(
        maxQueueSize,
        maxConcurrent,
        overflowPolicy,
        positive(timeout, "blockTimeout"),
        handlerTimeout);
  }

  /**
   * A call that takes longer counts as failed ({@code timeout}) and is interrupted, once. Until it
   * returns, its session waits.
   */
  public SubscriptionOptions handlerTimeout(Duration timeout) {
    return new SubscriptionOptions(
        maxQueueSize,
        maxConcurrent,
        overflowPolicy,
        blockTimeout,
        positive(timeout, "handlerTimeout"));
  }

  int maxQueueSize() {
    return maxQueueSize;
  }

  int maxConcurrent() {
    return maxConcurrent;
  }

  OverflowPolicy overflowPolicy() {
    return overflowPolicy;
  }

  Duration blockTimeout() {
    return blockTimeout;
  }

  Duration handlerTimeout() {
    return handlerTimeout;
  }

  @Override
  public String toString() {
    return "SubscriptionOptions{maxQueueSize=%d, maxConcurrent=%d, overflowPolicy=%s,"
            .formatted(maxQueueSize, maxConcurrent, overflowPolicy)
        + " blockTimeout=%s, handlerTimeout=%s}".formatted(blockTimeout, handlerTimeout);
  }

  private static int positive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
    return value;
  }

  private static Duration positive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be more than zero, was " + value);
    }
    return value;
  }
}
