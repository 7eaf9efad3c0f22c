package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reactive.ObservedFlow;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** {@code StreamingChatModel.doChat} without a handler, since 1.20: each subscription is a call. */
final class ChatPublisherHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
              "langchain4j.chat-publisher",
              Names.STREAMING_CHAT_MODEL,
              true,
              "doChat",
              List.of(Names.CHAT_REQUEST))
          .optional();

  private final Calls calls;

  ChatPublisherHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Asked(home, calls, new ModelRequest(self, arguments[0]));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Asked asked = (Asked) span;
    return returned instanceof Flow.Publisher<?> publisher
        ? new ObservedFlow<>(publisher, asked::open)
        : returned;
  }

  private static final class Asked extends Marker {
    private final Home home;
    private final Calls calls;
    private final ModelRequest request;
    private final long thread = Thread.currentThread().getId();

    Asked(Home home, Calls calls, ModelRequest request) {
      super(home.currentContext());
      this.home = home;
      this.calls = calls;
      this.request = request;
    }

    /** Under what its subscriber is in; on another thread, under what asked for the publisher. */
    @Nullable StreamCall open() {
      SpanStart start = ModelCall.startOf(calls, request, Map.of(GenAi.REQUEST_STREAM, true));
      if (start == null) {
        return null;
      }
      Object parent = Thread.currentThread().getId() == thread ? null : context();
      StreamedChat chat = new StreamedChat(home.startUnder(parent, start), calls);
      chat.enter(request);
      return new ChatStream(chat);
    }
  }
}
