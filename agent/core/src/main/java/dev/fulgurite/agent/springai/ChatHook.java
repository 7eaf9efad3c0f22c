package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ChatModel.call}, and the method behind it which knows the prompt with the model's defaults
 * in it; in 1.x that one calls itself once more for every round of tools, and each is a call of its
 * own.
 */
final class ChatHook implements Hook {
  private final HookTarget target;

  private ChatHook(String id, String method, String... parameterTypes) {
    this.target = new HookTarget(id, Names.CHAT_MODEL, true, method, List.of(parameterTypes));
  }

  static List<Hook> all() {
    return List.of(
        new ChatHook("springai.chat", "call", Names.PROMPT),
        new ChatHook("springai.chat-round", "internalCall", Names.PROMPT, Names.CHAT_RESPONSE));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    ModelRequest request = ModelRequest.of(self, arguments);
    Map<String, Object> attributes = request.attributes();
    if (isInside(request, attributes)) {
      return null;
    }
    Object parent = home.currentContext();
    return new ModelCall(home.start(request.start(attributes)), parent, request);
  }

  /** Whether the call is part of one that is open on this thread, which then knows more of it. */
  static boolean isInside(ModelRequest request, Map<String, Object> attributes) {
    ModelFrame outside = ModelFrames.current();
    boolean inside = outside != null && outside.absorb(attributes);
    if (inside && outside instanceof ModelCall call) {
      call.asked(request);
    }
    return inside;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ModelCall call = (ModelCall) span;
    call.finish(returned, thrown);
    call.leave();
    return returned;
  }
}
