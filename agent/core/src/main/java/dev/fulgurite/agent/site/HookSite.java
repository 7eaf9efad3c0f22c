package dev.fulgurite.agent.site;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.weave.Advised;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A hook at one place. */
record HookSite(Hook hook, Home home, String method, LongAdder calls) implements Advised {
  @Override
  public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
    calls.increment();
    Object before = home.currentContext();
    try {
      HookSpan span = hook.enter(home, self, method, arguments);
      return span == null ? null : new Entered(span, arguments);
    } catch (Throwable t) {
      // The span that it may have begun must not become the parent of all that follows.
      if (home.currentContext() != before) {
        home.attach(before);
      }
      throw t;
    }
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    HookSpan span = (HookSpan) token;
    boolean left = false;
    try {
      Object result = hook.exit(span, returned, thrown);
      left = true;
      return result;
    } finally {
      if (!left) {
        span.end();
      }
    }
  }

  @Override
  public String toString() {
    return "hook " + hook.target().id();
  }
}
