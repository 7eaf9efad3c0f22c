package dev.fulgurite.agent.bridge;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A publisher whose first subscription to end, or to be cancelled, is told. Thread-safe. */
final class ObservedPublisher<T> implements Flow.Publisher<T> {
  private final Flow.Publisher<T> publisher;
  private final Consumer<@Nullable Throwable> end;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param end given what the subscription failed with; must not throw
   */
  ObservedPublisher(Flow.Publisher<T> publisher, Consumer<@Nullable Throwable> end) {
    this.publisher = publisher;
    this.end = end;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    publisher.subscribe(new Observer(Objects.requireNonNull(subscriber, "subscriber")));
  }

  private void end(@Nullable Throwable failure) {
    if (over.compareAndSet(false, true)) {
      end.accept(failure);
    }
  }

  private final class Observer implements Flow.Subscriber<T> {
    private final Flow.Subscriber<? super T> subscriber;

    Observer(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscription.request(count);
            }

            @Override
            public void cancel() {
              end(null);
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(T item) {
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable thrown) {
      end(thrown);
      subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
      end(null);
      subscriber.onComplete();
    }
  }
}
