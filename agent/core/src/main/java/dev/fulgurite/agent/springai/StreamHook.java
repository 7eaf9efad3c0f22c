package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ChatModel.stream}, and the method behind it, as in {@link ChatHook}. */
final class StreamHook implements Hook {
  private final HookTarget target;
  private final Calls calls;

  private StreamHook(Calls calls, String id, String method, String... parameterTypes) {
    this.target = new HookTarget(id, Names.CHAT_MODEL, true, method, List.of(parameterTypes));
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    return List.of(
        new StreamHook(calls, "springai.stream", "stream", Names.PROMPT),
        new StreamHook(
            calls, "springai.stream-round", "internalStream", Names.PROMPT, Names.CHAT_RESPONSE));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    ModelRequest request = ModelRequest.of(self, arguments);
    ModelStream outside = calls.assembling.get();
    if (outside == null) {
      return new ModelStream(home, calls, request);
    }
    outside.asks(request);
    return null;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    return ((ModelStream) span).leave(returned);
  }
}
