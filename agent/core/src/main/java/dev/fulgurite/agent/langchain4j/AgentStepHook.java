package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system of agents calls one of them, perhaps on another thread than the one that made up its
 * arguments. An AI service and a system within the system have hooks of their own, which learn here
 * whose call theirs is; the span of any other agent is opened here.
 */
final class AgentStepHook implements Hook {
  private final HookTarget target;
  private final Calls calls;

  private AgentStepHook(HookTarget target, Calls calls) {
    this.target = target;
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    return List.of(
        new AgentStepHook(target("langchain4j.agent-step", Names.DEFAULT_SCOPE), calls),
        new AgentStepHook(target("langchain4j.agent-step-1.8", Names.SCOPE), calls));
  }

  private static HookTarget target(String id, String scope) {
    return new HookTarget(
        id,
        Names.AGENT_INVOKER,
        false,
        "invoke",
        List.of(scope, "java.lang.Object", Names.AGENT_ARGUMENTS));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    Object context = calls.steps.remove(arguments[2]);
    AgentName agent = AgentName.of(self, arguments[1].getClass().getSimpleName());
    if (hasOwnHook(arguments[1])) {
      return new Step(context != null ? context : home.currentContext(), agent, calls);
    }
    Map<?, ?> input = Getters.read(arguments[2], "namedArgs") instanceof Map<?, ?> m ? m : Map.of();
    return new AgentCall(home.startUnder(context, agent.start(null)), calls, input);
  }

  private static boolean hasOwnHook(Object agent) {
    if (!Proxy.isProxyClass(agent.getClass())) {
      return false;
    }
    Object handler = Proxy.getInvocationHandler(agent);
    return Getters.isA(handler, Names.AGENT_HANDLER) || Getters.isA(handler, Names.SYSTEM_HANDLER);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    if (span instanceof Step step) {
      step.leave();
    } else {
      AgentCall call = (AgentCall) span;
      call.leave();
      call.finish(returned, thrown);
    }
    return returned;
  }

  /** The call of an agent whose span another hook opens next on this thread. */
  static final class Step extends Marker {
    final AgentName agent;
    private final Calls calls;
    private final @Nullable Step before;

    Step(Object context, AgentName agent, Calls calls) {
      super(context);
      this.agent = agent;
      this.calls = calls;
      this.before = calls.step.swap(this);
    }

    void leave() {
      calls.step.swap(before);
    }
  }
}
