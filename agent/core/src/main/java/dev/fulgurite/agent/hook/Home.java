package dev.fulgurite.agent.hook;

import org.jspecify.annotations.Nullable;

/** Opens spans for the classes of one class loader. Thread-safe. */
public interface Home {
  /** Starts a span under the current one and makes it current on this thread. */
  HookSpan start(SpanStart start);

  /**
   * The context of this thread, to give to {@link #startUnder} on another; opaque and strongly
   * held, so forget it when the work is done.
   */
  Object currentContext();

  /** As {@link #start}, under {@code context}, or under the current one when that is null. */
  HookSpan startUnder(@Nullable Object context, SpanStart start);

  /** Makes {@code context} current on this thread until the result is closed, on this thread. */
  Attachment attach(Object context);

  /**
   * Tells how something ended, which settings may make a reward of the span of {@code context}.
   *
   * @param source what it was, such as {@code tool}
   */
  default void outcome(String source, boolean passed, Object context) {}

  /** Rewards the span of {@code context}, where settings want rewards at all. */
  default void reward(String name, double value, Object context) {}

  /** A context made current by {@link #attach}. */
  @FunctionalInterface
  interface Attachment extends AutoCloseable {
    @Override
    void close();
  }
}
