package dev.fulgurite.api;

import java.util.Map;

/**
 * A kind of event of your own: how it becomes a span, and how it is read back. Implementations must
 * be thread-safe; they run on the emitting thread.
 *
 * @param <E> the event
 */
public interface EventType<E> {
  /** The span's name. {@code agentlightning.} and {@code fulgurite.} are reserved prefixes. */
  String name();

  /**
   * Refuses an event that must not be emitted; by default none. Runs whether or not anything
   * records.
   *
   * @throws IllegalArgumentException to refuse: the emit throws it to its caller
   */
  default void validate(E event) {}

  /** The event as a tree of attributes; runs only if the span records. */
  Map<String, ?> encode(E event);

  /** The event that was encoded; the tree may hold attributes that others added. */
  E decode(Map<String, Object> attributes);
}
