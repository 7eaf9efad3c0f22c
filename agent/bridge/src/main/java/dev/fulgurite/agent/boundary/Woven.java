package dev.fulgurite.agent.boundary;

import org.jspecify.annotations.Nullable;

/** What an annotated method does around its body. Implemented by the bridge, one per method. */
public interface Woven {
  /**
   * @return what {@link #exit} needs
   */
  Object enter(Object[] arguments);

  /**
   * @return what the caller gets: {@code returned} itself, or a publisher in its place
   */
  @Nullable Object exit(Object token, @Nullable Object returned, @Nullable Throwable thrown);
}
