package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.reactive.StreamCall;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The publisher a service method returned: its first subscription to end is the call's end. */
final class ServiceStream implements StreamCall {
  private final ServiceCall call;
  private final AtomicBoolean over = new AtomicBoolean();

  ServiceStream(ServiceCall call) {
    this.call = call;
  }

  @Override
  public void leave() {}

  @Override
  public Object inside() {
    return call.context();
  }

  @Override
  public void next(@Nullable Object item) {}

  @Override
  public void completed() {
    if (over.compareAndSet(false, true)) {
      call.release();
    }
  }

  @Override
  public void failed(Throwable thrown) {
    call.fail(thrown);
    completed();
  }

  @Override
  public void cancelled() {
    completed();
  }
}
