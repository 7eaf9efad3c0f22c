package dev.fulgurite.agent.hook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open span. Thread-safe but for {@link #detach()}, which belongs to the thread that started it.
 * Nothing here throws; calls after {@link #end()} do nothing.
 */
public interface HookSpan {
  /** Adds or replaces attributes. */
  void set(Map<String, Object> attributes);

  /** Status ERROR, {@code error.type} and the exception. Does not end the span. */
  void fail(Throwable thrown);

  /**
   * As {@link #fail(Throwable)}, for a failure that is known by its message alone.
   *
   * @param type the value of {@code error.type}
   */
  void fail(String type, @Nullable String message);

  /** Whether what is set here can reach anyone; false spares the caller the work. */
  boolean recording();

  /** Makes the span no longer current on this thread; it stays open or ended. Idempotent. */
  void detach();

  /**
   * Ends. Idempotent: only the first call counts. On the thread that started the span it detaches;
   * called on another, that thread still has to {@link #detach()}.
   */
  void end();

  /** The context in which this span is current, as {@link Home#currentContext()} gives it. */
  Object context();
}
