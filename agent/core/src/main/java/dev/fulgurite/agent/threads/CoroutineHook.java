package dev.fulgurite.agent.threads;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the context of each new coroutine is put together. */
final class CoroutineHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "coroutines.context",
          CoroutineNames.COROUTINES + "CoroutineContextKt",
          false,
          "newCoroutineContext",
          List.of(CoroutineNames.SCOPE, CoroutineNames.CONTEXT));

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Beginning(home, arguments[0]);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Beginning beginning = (Beginning) span;
    Coroutines coroutines = Coroutines.of(beginning.scope);
    return coroutines == null || returned == null
        ? returned
        : coroutines.carry(returned, new CoroutineThread(beginning.home, span.context()));
  }

  private static final class Beginning extends Marker {
    private final Home home;
    private final @Nullable Object scope;

    Beginning(Home home, @Nullable Object scope) {
      super(home.currentContext());
      this.home = home;
      this.scope = scope;
    }
  }
}
