package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reflect.Getters;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool's execution. Each version of LangChain4j has another method that every execution goes
 * through, and newer ones still have the older: the outermost makes the span. A {@code
 * ToolExecutor} itself is no place to weave, it is often a lambda.
 */
final class ToolHook implements Hook {
  private final HookTarget target;
  private final int request;
  private final int invocation;
  private final Calls calls;

  private ToolHook(HookTarget target, Calls calls) {
    this.target = target;
    this.request = target.parameterTypes().indexOf(Names.TOOL_REQUEST);
    this.invocation = target.parameterTypes().indexOf(Names.INVOCATION_CONTEXT);
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    String consumer = "java.util.function.Consumer";
    HookTarget since111 =
        target(
            "langchain4j.tool",
            Names.TOOL_SERVICE,
            "internalExecuteTool",
            Names.INVOCATION_CONTEXT,
            "java.util.Map",
            Names.TOOL_REQUEST,
            consumer,
            consumer);
    HookTarget since10 =
        target(
            "langchain4j.tool-1.0",
            Names.DEFAULT_TOOL_EXECUTOR,
            "execute",
            Names.TOOL_REQUEST,
            "java.lang.Object");
    return List.of(
        new ToolHook(since111, calls),
        new ToolHook(errorHandling("langchain4j.tool-1.7", Names.INVOCATION_CONTEXT), calls),
        new ToolHook(errorHandling("langchain4j.tool-1.5", "java.lang.Object"), calls),
        new ToolHook(since10, calls));
  }

  private static HookTarget errorHandling(String id, String third) {
    return target(
        id,
        Names.TOOL_SERVICE,
        "executeWithErrorHandling",
        Names.TOOL_REQUEST,
        Names.TOOL_EXECUTOR,
        third,
        Names.TOOL_ARGUMENTS_HANDLER,
        Names.TOOL_ERROR_HANDLER);
  }

  private static HookTarget target(
      String id, String type, String method, String... parameterTypes) {
    return new HookTarget(id, type, false, method, Arrays.asList(parameterTypes));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object asked = arguments[request];
    ToolCall outside = calls.frame().tool();
    if (outside != null && outside.runs(asked)) {
      return null;
    }
    ServiceCall service = owner(asked, invocation < 0 ? null : arguments[invocation]);
    Object parent = service == null ? null : service.context();
    ToolRequest described = new ToolRequest(asked, self);
    ToolCall call = new ToolCall(home.startUnder(parent, described.start()), calls, asked);
    if (call.recording()) {
      call.set(described.content());
    }
    return call;
  }

  private @Nullable ServiceCall owner(Object asked, @Nullable Object context) {
    ServiceCall service = calls.owners.get(Getters.read(context, "invocationId"));
    return service != null ? service : calls.owners.get(asked);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ToolCall call = (ToolCall) span;
    calls.enter(call.before);
    if (thrown != null) {
      call.fail(thrown);
    } else {
      new ToolResult(returned).reportTo(call);
    }
    call.end();
    return returned;
  }
}
