package dev.fulgurite.agent.langchain4j;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The publisher a service method returned; its first subscription to end is the end of the call.
 */
final class ObservedPublisher<T> implements Flow.Publisher<T> {
  private final Flow.Publisher<T> publisher;
  private final ServiceCall call;
  private final AtomicBoolean over = new AtomicBoolean();

  ObservedPublisher(Flow.Publisher<T> publisher, ServiceCall call) {
    this.publisher = publisher;
    this.call = call;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    publisher.subscribe(new Observer(subscriber));
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      call.release();
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
              end();
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
      call.fail(thrown);
      end();
      subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
      end();
      subscriber.onComplete();
    }
  }
}
