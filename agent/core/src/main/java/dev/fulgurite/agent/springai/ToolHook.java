package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ToolCallback.call} with and without a context: one calls the other, in either direction.
 * The outermost makes the span.
 */
final class ToolHook implements Hook {
  private final HookTarget target;
  private final Calls calls;

  private ToolHook(Calls calls, String id, String... parameterTypes) {
    this.target = new HookTarget(id, Names.TOOL_CALLBACK, true, "call", List.of(parameterTypes));
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    String input = "java.lang.String";
    return List.of(
        new ToolHook(calls, "springai.tool", input, Names.TOOL_CONTEXT),
        new ToolHook(calls, "springai.tool-plain", input));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object definition = read(self, "getToolDefinition");
    String name = text(definition, "name");
    HookSpan outside = calls.tools.get();
    if (outside instanceof ToolCall running && running.runs(name)) {
      return null;
    }
    String id = outside instanceof ToolRound round ? round.idOfNext(name) : null;
    ToolCall call = new ToolCall(home.start(start(definition, name, id)), calls, name);
    if (call.recording()) {
      call.set(new Attributes().put(GenAi.TOOL_CALL_ARGUMENTS, arguments[0]).toMap());
    }
    return call;
  }

  private static SpanStart start(
      @Nullable Object definition, @Nullable String name, @Nullable String id) {
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
            .put(GenAi.TOOL_NAME, name)
            .put(GenAi.TOOL_TYPE, "function")
            .put(GenAi.TOOL_CALL_ID, id)
            .put(GenAi.TOOL_DESCRIPTION, text(definition, "description"))
            .toMap();
    return new SpanStart(GenAi.EXECUTE_TOOL + " " + name, SpanKind.INTERNAL, attributes, null);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ToolCall call = (ToolCall) span;
    if (thrown != null) {
      call.fail(thrown);
    } else if (call.recording()) {
      call.set(new Attributes().put(GenAi.TOOL_CALL_RESULT, returned).toMap());
    }
    call.leave();
    return returned;
  }
}
