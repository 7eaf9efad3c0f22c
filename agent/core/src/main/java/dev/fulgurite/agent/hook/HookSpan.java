package dev.fulgurite.agent.hook;

import java.util.Map;

/**
 * An open span. Thread-safe but for {@link #detach()}, which belongs to the thread that started it.
 * Nothing here throws; calls after {@link #end()} do nothing.
 */
public interface HookSpan {
  /** Adds or replaces attributes. */
  void set(Map<String, Object> attributes);

  /** Status ERROR, {@code error.type} and the exception. Does not end the span. */
  void fail(Throwable thrown);

  /** Makes the span no longer current on this thread; it stays open. Idempotent. */
  void detach();

  /** Detaches if need be and ends. Idempotent: only the first call counts. */
  void end();

  /** The context in which this span is current, as {@link Home#currentContext()} gives it. */
  Object context();
}
