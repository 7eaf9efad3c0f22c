package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code StreamingChatModel.doChat} with a handler, which is wrapped to see the stream end. */
final class StreamingChatHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "langchain4j.chat-streaming",
          Names.STREAMING_CHAT_MODEL,
          true,
          "doChat",
          List.of(Names.CHAT_REQUEST, Names.HANDLER));

  private final Calls calls;

  StreamingChatHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object handler = arguments[1];
    Class<?> type = handler == null ? null : Getters.typeNamed(handler.getClass(), Names.HANDLER);
    if (type == null) {
      return null;
    }
    ModelRequest request = new ModelRequest(self, arguments[0]);
    SpanStart start = ModelCall.startOf(calls, request, Map.of(GenAi.REQUEST_STREAM, true));
    if (start == null) {
      return null;
    }
    Object parent = home.currentContext();
    StreamedChat chat = new StreamedChat(home.start(start), calls);
    arguments[1] = StreamObserver.wrap(handler, type, new StreamScope(home, parent, calls), chat);
    return chat.enter(request);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    StreamedChat chat = (StreamedChat) span;
    chat.leave();
    chat.detach();
    if (thrown != null) {
      chat.failed(thrown);
      chat.over();
    }
    return returned;
  }
}
