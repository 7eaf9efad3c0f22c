package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each subscriber as it asks, on its thread; the second item is the whole answer. */
final class PublishingModel implements StreamingChatModel {
  private final RuntimeException failure;

  /**
   * @param failure what comes instead of the answer; may be null
   */
  public PublishingModel(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest request) {
    return subscriber -> subscriber.onSubscribe(new Answer(subscriber));
  }

  private final class Answer implements Flow.Subscription {
    private final Flow.Subscriber<? super ChatModelStreamingEvent> subscriber;
    private final AtomicInteger sent = new AtomicInteger();

    Answer(Flow.Subscriber<? super ChatModelStreamingEvent> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      for (long i = 0; i < count && sent.get() < 2; i++) {
        send(sent.getAndIncrement());
      }
    }

    private void send(int index) {
      if (index == 0) {
        subscriber.onNext(new PartialResponse("Of "));
      } else if (failure != null) {
        subscriber.onError(failure);
      } else {
        subscriber.onNext(new CompleteResponse(answer()));
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      sent.set(2);
    }
  }

  private static ChatResponse answer() {
    return ChatResponse.builder().aiMessage(AiMessage.from("Of course.")).build();
  }

  /** What a subscriber hears, as text. */
  public static final class Listener implements Flow.Subscriber<ChatModelStreamingEvent> {
    private final List<String> heard;
    private Flow.Subscription subscription;

    public Listener(List<String> heard) {
      this.heard = heard;
    }

    public Flow.Subscription subscription() {
      return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
      heard.add(event.getClass().getSimpleName());
    }

    @Override
    public void onError(Throwable thrown) {
      heard.add(thrown.getMessage());
    }

    @Override
    public void onComplete() {
      heard.add("end");
    }
  }
}
