package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A system of agents: a sequence, a loop, a supervisor, … whose steps lie under it. */
final class AgentSystemHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "langchain4j.agent-system",
          Names.SYSTEM_HANDLER,
          false,
          "executeAgentMethod",
          List.of(Names.SCOPE_REGISTRY, "java.lang.reflect.Method", "java.lang.Object[]"));

  private final Calls calls;

  AgentSystemHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    Method called = (Method) arguments[1];
    List<?> passed = arguments[2] instanceof Object[] all ? Arrays.asList(all) : List.of();
    AgentStepHook.Step step = calls.step.swap(null);
    AgentName agent =
        step != null ? step.agent : AgentName.of(self, called.getDeclaringClass().getSimpleName());
    String memoryId = new ServiceMethod(this, called, passed).memoryId();
    Object parent = step == null ? null : step.context();
    return new AgentCall(
        home.startUnder(parent, agent.start(memoryId)), calls, input(called, passed));
  }

  private static Map<?, ?> input(Method called, List<?> passed) {
    if (passed.size() == 1 && passed.get(0) instanceof Map<?, ?> untyped) {
      return untyped;
    }
    Map<String, Object> input = new LinkedHashMap<>();
    Parameter[] parameters = called.getParameters();
    for (int i = 0; i < parameters.length && i < passed.size(); i++) {
      input.put(parameters[i].getName(), passed.get(i));
    }
    return input;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    AgentCall call = (AgentCall) span;
    call.leave();
    call.finish(returned, thrown);
    return returned;
  }
}
