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

  /**
   * Instead of {@link #exit}, for what does not end with the method: from now on, on the thread
   * that entered it, the operation is no longer current.
   */
  Ongoing goesOn(Object token);

  /** A call that any thread may end. Thread-safe. */
  interface Ongoing {
    /** In which the operation is current, if it is one. */
    Object context();

    /** Without a result. Idempotent. */
    void end(@Nullable Throwable failure);

    /** With the method's result. */
    void complete(@Nullable Object result);
  }
}
