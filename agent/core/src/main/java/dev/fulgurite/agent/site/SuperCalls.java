package dev.fulgurite.agent.site;

import dev.fulgurite.agent.weave.Advised;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls, and leaves those alone that are part of another: {@code super.plan(..)} is no
 * second operation beside {@code plan(..)}, nor is a method that is watched under two names.
 *
 * @param method its name
 * @param owner the woven class, which holds this
 * @param calls one counter for each name under which methods are watched
 */
record SuperCalls(Advised site, String method, Class<?> owner, LongAdder calls) implements Advised {
  private static final ThreadLocal<@Nullable Call> INNERMOST = new ThreadLocal<>();

  /** A call in progress on this thread. */
  private record Call(SuperCalls site, @Nullable Object self, int arguments, @Nullable Call outer) {
    boolean includes(SuperCalls other, @Nullable Object otherSelf, int count) {
      boolean same = self == otherSelf && arguments == count && site.method.equals(other.method);
      return same && (site.owner == other.owner ? site.calls != other.calls : self != null);
    }
  }

  @Override
  public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
    calls.increment();
    Call outer = INNERMOST.get();
    if (outer != null && outer.includes(this, self, arguments.length)) {
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
