package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code ChatModel.doChat}, where the request has the model's defaults in it, and since 1.20 {@code
 * doChatAsync}, whose span ends with the future, before anybody who waits for it hears of it.
 */
final class ChatHook implements Hook {
  private final HookTarget target;
  private final Calls calls;

  private ChatHook(HookTarget target, Calls calls) {
    this.target = target;
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    return List.of(
        new ChatHook(target("langchain4j.chat", "doChat"), calls),
        new ChatHook(target("langchain4j.chat-async", "doChatAsync"), calls));
  }

  private static HookTarget target(String id, String method) {
    return new HookTarget(id, Names.CHAT_MODEL, true, method, List.of(Names.CHAT_REQUEST));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    return ModelCall.begin(home, calls, new ModelRequest(self, arguments[0]));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ModelCall call = (ModelCall) span;
    call.leave();
    if (returned instanceof CompletableFuture<?> future) {
      return call.observed(future);
    }
    call.finish(returned, thrown);
    return returned;
  }
}
