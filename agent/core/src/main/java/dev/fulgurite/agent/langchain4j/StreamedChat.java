package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.FirstChunk;
import dev.fulgurite.agent.hook.HookSpan;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The open span of a streaming model call, which ends when the model has answered. With a final
 * answer the call is over, before the application hears of it and perhaps exits; if tools are asked
 * for it lets go of its service call only when the callback that runs them has returned.
 */
final class StreamedChat extends ModelCall {
  private final FirstChunk first = new FirstChunk(this);
  private final AtomicBoolean over = new AtomicBoolean();

  StreamedChat(HookSpan span, Calls calls) {
    super(span, calls);
    ServiceCall service = service();
    if (service != null) {
      service.hold();
    }
  }

  void chunk() {
    first.arrived();
  }

  void completed(ModelResponse response) {
    finish(response.response(), null);
    if (response.toolRequests().isEmpty()) {
      over();
    }
  }

  void failed(Throwable thrown) {
    finish(null, thrown);
    failService(thrown);
  }

  void failService(Throwable thrown) {
    ServiceCall service = service();
    if (service != null) {
      service.fail(thrown);
    }
  }

  /** Idempotent. */
  void over() {
    ServiceCall service = service();
    if (over.compareAndSet(false, true) && service != null) {
      service.release();
    }
  }

  /** The application wants no more of it: no further callback will come. */
  void cancelled() {
    end();
    over();
  }
}
