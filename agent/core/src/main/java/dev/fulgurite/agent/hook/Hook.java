package dev.fulgurite.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * One instrumented place. Stateless and thread-safe; whatever it throws is caught by the advice,
 * counted and logged once, and the application's call goes on.
 */
public interface Hook {
  /** Where it is woven. */
  HookTarget target();

  /** Whether it is woven where nobody names it, or a beginning of its id that has a dot in it. */
  default boolean isDefault() {
    return true;
  }

  /**
   * Before the instrumented method runs.
   *
   * @param arguments the call's arguments; an element may be replaced, by a wrapped handler say
   * @return the open span, or null to leave this call alone
   */
  @Nullable HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments);

  /**
   * After it returned or threw, on the same thread. Must end the span or hand it to whoever will.
   *
   * @param returned what the method returned; null when it threw or is void
   * @param thrown what it threw, or null
   * @return what the caller gets instead of {@code returned}: usually the same object
   */
  @Nullable Object exit(HookSpan span, @Nullable Object returned, @Nullable Throwable thrown);
}
