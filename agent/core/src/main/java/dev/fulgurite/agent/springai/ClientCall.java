package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The open span of one call of a chat client, blocking or streaming. */
final class ClientCall extends OpenCall implements StreamCall {
  /** The request of the client around it on this thread, while this one blocks. */
  @Nullable Object before;

  private final Answer answer = new Answer(null);
  private final AtomicBoolean over = new AtomicBoolean();

  ClientCall(HookSpan span, ClientRequest request) {
    super(span);
    if (recording()) {
      set(request.content());
    }
  }

  @Override
  public void leave() {
    detach();
  }

  @Override
  public Object inside() {
    return context();
  }

  @Override
  public void next(@Nullable Object response) {
    if (recording()) {
      answer.add(Getters.read(response, "chatResponse"));
    }
  }

  @Override
  public void completed() {
    if (over.compareAndSet(false, true)) {
      String output = answer.output();
      if (output != null) {
        set(Map.of(GenAi.OUTPUT_MESSAGES, output));
      }
      end();
    }
  }

  @Override
  public void failed(Throwable thrown) {
    if (!over.get()) {
      fail(thrown);
    }
    completed();
  }

  @Override
  public void cancelled() {
    completed();
  }
}
