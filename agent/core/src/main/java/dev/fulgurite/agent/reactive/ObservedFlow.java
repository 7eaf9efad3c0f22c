package dev.fulgurite.agent.reactive;

import dev.fulgurite.agent.log.Console;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's kind of publisher, given to the application instead of the framework's. The call hears
 * of everything before the subscriber does.
 */
public final class ObservedFlow<T> implements Flow.Publisher<T> {
  private static final String PLACE = "watching a publisher";

  private final Flow.Publisher<T> source;
  private final Supplier<@Nullable StreamCall> opening;

  /**
   * @param opening starts a subscription's span, current on its thread; gives null where there is
   *     none to start
   */
  public ObservedFlow(Flow.Publisher<T> source, Supplier<@Nullable StreamCall> opening) {
    this.source = source;
    this.opening = opening;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    StreamCall call = open();
    if (call == null) {
      source.subscribe(subscriber);
      return;
    }
    try {
      source.subscribe(new Observer<>(subscriber, call));
    } catch (Throwable thrown) {
      Console.guard(PLACE, () -> call.failed(thrown));
      throw thrown;
    } finally {
      Console.guard(PLACE, call::leave);
    }
  }

  private @Nullable StreamCall open() {
    try {
      return opening.get();
    } catch (RuntimeException | LinkageError e) {
      Console.failure(PLACE, e);
      return null;
    }
  }

  private record Observer<T>(Flow.Subscriber<? super T> subscriber, StreamCall call)
      implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(new Cancellable(subscription, call));
    }

    @Override
    public void onNext(T item) {
      Console.guard(PLACE, () -> call.next(item));
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable thrown) {
      Console.guard(PLACE, () -> call.failed(thrown));
      subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
      Console.guard(PLACE, call::completed);
      subscriber.onComplete();
    }
  }

  private record Cancellable(Flow.Subscription subscription, StreamCall call)
      implements Flow.Subscription {
    @Override
    public void request(long count) {
      subscription.request(count);
    }

    @Override
    public void cancel() {
      Console.guard(PLACE, call::cancelled);
      subscription.cancel();
    }
  }
}
