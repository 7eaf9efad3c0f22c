package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code StreamingHandle.cancel}, since 1.8: the handler hears nothing more after it. */
final class StreamCancelHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget("langchain4j.chat-cancel", Names.STREAMING_HANDLE, true, "cancel", List.of());

  private final Calls calls;

  StreamCancelHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    StreamedChat chat = calls.streams.remove(self);
    if (chat != null) {
      chat.cancelled();
    }
    return null;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
  }
}
