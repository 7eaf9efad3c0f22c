package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.agent.reflect.Getters;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One subscription to a model's publisher, whose last event before the end is the answer. */
final class ChatStream implements StreamCall {
  private final StreamedChat chat;
  private final AtomicBoolean answered = new AtomicBoolean();

  ChatStream(StreamedChat chat) {
    this.chat = chat;
  }

  @Override
  public void leave() {
    chat.leave();
    chat.detach();
  }

  @Override
  public Object inside() {
    return chat.context();
  }

  @Override
  public void next(@Nullable Object event) {
    if (!Getters.isA(event, Names.COMPLETE_RESPONSE)) {
      chat.chunk();
    } else if (answered.compareAndSet(false, true)) {
      chat.completed(new ModelResponse(Getters.read(event, "chatResponse")));
    }
  }

  @Override
  public void completed() {
    chat.cancelled();
  }

  @Override
  public void failed(Throwable thrown) {
    if (answered.compareAndSet(false, true)) {
      chat.failed(thrown);
    }
    chat.over();
  }

  @Override
  public void cancelled() {
    chat.cancelled();
  }
}
