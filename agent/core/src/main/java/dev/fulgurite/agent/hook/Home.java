package dev.fulgurite.agent.hook;

import java.util.Map;
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

  /** The fields that take {@code context}'s span to another program, in the W3C's words. */
  default Map<String, String> propagated(Object context) {
    return Map.of();
  }

  /** {@code context} with the span of another program, which {@code fields} have brought. */
  default Object remote(Object context, Map<String, String> fields) {
    return context;
  }

  /** Whether the span of {@code context} is known not to have ended. */
  default boolean isOpen(Object context) {
    return false;
  }

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
