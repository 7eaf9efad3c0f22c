package dev.fulgurite.agent.site;

import dev.fulgurite.agent.weave.Advised;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the call of what a method overrides alone: {@code super.plan(..)} is part of the operation
 * that {@code plan(..)} is, not a second one.
 *
 * @param method its name
 * @param owner the woven class, which holds this
 */
record SuperCalls(Advised site, String method, Class<?> owner) implements Advised {
  private static final ThreadLocal<@Nullable Call> INNERMOST = new ThreadLocal<>();

  /** A call in progress on this thread. */
  private record Call(SuperCalls site, @Nullable Object self, int arguments, @Nullable Call outer) {
    boolean overrides(SuperCalls other, @Nullable Object otherSelf, int count) {
      return self != null
          && self == otherSelf
          && arguments == count
          && site.owner != other.owner
          && site.method.equals(other.method);
    }
  }

  @Override
  public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
    Call outer = INNERMOST.get();
    if (outer != null && outer.overrides(this, self, arguments.length)) {
      return null;
    }
    Entered entered = site.enter(self, arguments);
    if (entered != null) {
      INNERMOST.set(new Call(this, self, arguments.length, outer));
    }
    return entered;
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    leave();
    return site.exit(token, returned, thrown);
  }

  private static void leave() {
    Call innermost = INNERMOST.get();
    Call outer = innermost == null ? null : innermost.outer;
    if (outer == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(outer);
    }
  }

  @Override
  public String toString() {
    return site.toString();
  }
}
