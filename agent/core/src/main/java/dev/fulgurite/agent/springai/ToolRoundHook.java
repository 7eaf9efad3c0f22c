package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.Reactor;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code ToolCallingManager.executeToolCalls}: knows the ids of the calls. In 1.x it runs inside
 * the model's own method, whose call is over by then: this hook brings it its answer. Opens no
 * span.
 */
final class ToolRoundHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "springai.tool-round",
          Names.TOOL_MANAGER,
          true,
          "executeToolCalls",
          List.of(Names.PROMPT, Names.CHAT_RESPONSE));

  private final Calls calls;

  ToolRoundHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    ModelCall call = callBefore(arguments[0]);
    if (call != null) {
      call.finish(arguments[1], null);
      return new ToolRound(home, calls, call.inside(), arguments[1]);
    }
    Object context =
        self == null
            ? null
            : Reactor.contextHeldBy(Names.TOOL_REACTIVE_CONTEXT, self.getClass().getClassLoader());
    return new ToolRound(
        home, calls, context != null ? context : home.currentContext(), arguments[1]);
  }

  private @Nullable ModelCall callBefore(@Nullable Object prompt) {
    if (ModelFrames.current() instanceof ModelCall call) {
      return call;
    }
    AtomicReference<@Nullable ModelCall> streamed = calls.streams.get(prompt);
    return streamed == null ? null : streamed.get();
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ((ToolRound) span).leave();
    return returned;
  }
}
