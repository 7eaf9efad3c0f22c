package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reflect.Getters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second step of a service call, since 1.7: it knows the invocation id, by which a tool that
 * runs on another thread finds its service call. Opens no span.
 */
final class InvocationHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
              "langchain4j.invocation",
              Names.SERVICE_PROXY,
              false,
              "invoke",
              List.of("java.lang.reflect.Method", "java.lang.Object[]", Names.INVOCATION_CONTEXT))
          .optional();

  private final Calls calls;

  InvocationHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    ServiceCall call = calls.frame().service();
    Object id = Getters.read(arguments[2], "invocationId");
    if (call != null && id != null) {
      calls.owners.put(id, call);
    }
    return null;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
  }
}
