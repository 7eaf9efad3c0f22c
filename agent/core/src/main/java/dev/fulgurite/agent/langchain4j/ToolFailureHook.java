package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a tool's exception can be seen before LangChain4j turns it into a message to the model.
 * Opens no span: it tells the span of the tool.
 */
final class ToolFailureHook implements Hook {
  /** The reflective call of a tool's method, since 1.0. */
  private static final HookTarget METHOD =
      new HookTarget(
          "langchain4j.tool-method",
          Names.DEFAULT_TOOL_EXECUTOR,
          false,
          "execute",
          List.of("java.lang.Object[]"));

  /**
   * Every other failure, bad arguments and the application's own executors included; older builders
   * lack it.
   */
  private static final HookTarget ERROR =
      new HookTarget(
              "langchain4j.tool-error",
              Names.TOOL_ERROR_BUILDER,
              false,
              "rawError",
              List.of("java.lang.Exception"))
          .optional();

  private final HookTarget target;
  private final Calls calls;

  private ToolFailureHook(HookTarget target, Calls calls) {
    this.target = target;
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    return List.of(new ToolFailureHook(METHOD, calls), new ToolFailureHook(ERROR, calls));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    ToolCall call = calls.frame().tool();
    if (call == null) {
      return null;
    }
    if (target.equals(METHOD)) {
      return new Attempt(call);
    }
    report(call, (Throwable) arguments[0]);
    return null;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown instanceof InvocationTargetException) {
      report(((Attempt) span).call, thrown);
    }
    return returned;
  }

  private static void report(ToolCall call, Throwable thrown) {
    boolean wrapper =
        thrown instanceof InvocationTargetException
            || Getters.isA(thrown, Names.TOOL_FAILURE)
            || Getters.isA(thrown, Names.TOOL_BAD_ARGUMENTS);
    Throwable cause = thrown.getCause();
    call.threw(wrapper && cause != null ? cause : thrown);
  }

  private static final class Attempt extends Marker {
    private final ToolCall call;

    Attempt(ToolCall call) {
      super(call.context());
      this.call = call;
    }
  }
}
