package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a system of agents crosses threads. Parallel steps know the loop that planned them, so the
 * loop's context is kept by it; an asynchronous step is called with the arguments that were made up
 * for it before, so that context is kept by them. Opens no span.
 */
final class AgentThreadHook implements Hook {
  private enum Place {
    LOOP,
    EXECUTE,
    ARGUMENTS
  }

  private final Place place;
  private final HookTarget target;
  private final Calls calls;

  private AgentThreadHook(Place place, HookTarget target, Calls calls) {
    this.place = place;
    this.target = target;
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    HookTarget loop =
        new HookTarget("langchain4j.agent-loop", Names.PLANNER_LOOP, false, "loop", List.of());
    HookTarget arguments =
        new HookTarget(
            "langchain4j.agent-arguments",
            Names.AGENT_INVOKER,
            true,
            "toInvocationArguments",
            List.of(Names.SCOPE));
    return List.of(
        new AgentThreadHook(Place.LOOP, loop, calls),
        new AgentThreadHook(
            Place.EXECUTE, execute("langchain4j.agent-execute", Names.PLANNER_EXECUTOR), calls),
        new AgentThreadHook(
            Place.EXECUTE, execute("langchain4j.agent-execute-1.9", Names.STEP_LISTENER), calls),
        new AgentThreadHook(Place.ARGUMENTS, arguments, calls));
  }

  private static HookTarget execute(String id, String loop) {
    return new HookTarget(
        id, Names.AGENT_EXECUTOR, false, "execute", List.of(Names.DEFAULT_SCOPE, loop, "boolean"));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    if (place == Place.LOOP && self != null) {
      calls.loops.put(self, new Loop(home.currentContext(), Thread.currentThread().getId()));
    }
    if (place == Place.ARGUMENTS) {
      return new Crossing(home.currentContext(), () -> {});
    }
    Loop loop = place == Place.EXECUTE ? calls.loops.get(arguments[1]) : null;
    if (loop == null || loop.thread() == Thread.currentThread().getId()) {
      return null;
    }
    return new Crossing(loop.context(), home.attach(loop.context()));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Crossing crossing = (Crossing) span;
    crossing.attachment.close();
    if (place == Place.ARGUMENTS && returned != null) {
      calls.steps.put(returned, crossing.context());
    }
    return returned;
  }

  /**
   * What one loop of a planner belongs to.
   *
   * @param thread the id of the one it runs on
   */
  record Loop(Object context, long thread) {}

  private static final class Crossing extends Marker {
    private final Home.Attachment attachment;

    Crossing(Object context, Home.Attachment attachment) {
      super(context);
      this.attachment = attachment;
    }
  }
}
