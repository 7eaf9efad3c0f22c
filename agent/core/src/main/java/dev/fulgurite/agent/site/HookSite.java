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
    HookSpan span = hook.enter(home, self, method, arguments);
    return span == null ? null : new Entered(span, arguments);
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
