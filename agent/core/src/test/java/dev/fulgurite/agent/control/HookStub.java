package dev.fulgurite.agent.control;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import org.jspecify.annotations.Nullable;

/** A hook that leaves every call alone. */
interface HookStub extends Hook {
  @Override
  default @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    return null;
  }

  @Override
  default @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
  }
}
