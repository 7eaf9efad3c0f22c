package dev.fulgurite.agent.weave;

import org.jspecify.annotations.Nullable;

/** What happens around one woven method. Thread-safe; what it throws is caught by its caller. */
public interface Advised {
  /** What {@link #enter} gives to {@link #exit}, and the arguments that the body gets. */
  record Entered(Object token, @SuppressWarnings("ArrayRecordComponent") Object[] arguments) {}

  /**
   * @param self null in a static method
   * @return null to leave this call alone
   */
  @Nullable Entered enter(@Nullable Object self, Object[] arguments);

  /**
   * @return what the caller gets; null for what the method returned
   */
  @Nullable Object exit(Object token, @Nullable Object returned, @Nullable Throwable thrown);
}
