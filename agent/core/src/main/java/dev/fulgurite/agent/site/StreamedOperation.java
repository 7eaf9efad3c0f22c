package dev.fulgurite.agent.site;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.reactive.StreamCall;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An operation whose method returned a stream: it ends with the first subscription to that. */
final class StreamedOperation implements Function<Object, @Nullable StreamCall> {
  private final Home home;
  private final Woven.Ongoing operation;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  StreamedOperation(Home home, Woven.Ongoing operation) {
    this.home = home;
    this.operation = operation;
  }

  @Override
  public @Nullable StreamCall apply(Object subscribersContext) {
    return subscribed.compareAndSet(false, true)
        ? new Subscription(operation, home.attach(operation.context()))
        : null;
  }

  private record Subscription(Woven.Ongoing operation, Home.Attachment attachment)
      implements StreamCall {
    @Override
    public void leave() {
      attachment.close();
    }

    @Override
    public Object inside() {
      return operation.context();
    }

    @Override
    public void next(@Nullable Object item) {}

    @Override
    public void completed() {
      operation.end(null);
    }

    @Override
    public void failed(Throwable thrown) {
      operation.end(thrown);
    }

    @Override
    public void cancelled() {
      operation.end(null);
    }
  }
}
