package dev.fulgurite.agent.reflect;

import org.jspecify.annotations.Nullable;

/** What is going on on this thread; leaves nothing behind on it when swapped back to null. */
public final class Slot<T> {
  // Static slots would outlive their hooks; one per set of hooks is what tests need.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable T> value = new ThreadLocal<>();

  public @Nullable T get() {
    return value.get();
  }

  /**
   * @return what was there before, to be swapped back in
   */
  public @Nullable T swap(@Nullable T next) {
    T before = value.get();
    if (next == null) {
      value.remove();
    } else {
      value.set(next);
    }
    return before;
  }
}
