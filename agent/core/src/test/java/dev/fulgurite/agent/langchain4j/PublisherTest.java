package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.fixture.PublishingModel;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models that answer with a publisher, since 1.20. */
class PublisherTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder().messages(UserMessage.from("May I?")).build();

  @RegisterExtension final Traced traced = new Traced();
  private final List<String> heard = new ArrayList<>();

  private PublishingModel.Listener subscribe(Flow.Publisher<ChatModelStreamingEvent> publisher) {
    PublishingModel.Listener listener = new PublishingModel.Listener(heard);
    publisher.subscribe(listener);
    return listener;
  }

  @Test
  void call_endsWithItsAnswer() {
    PublishingModel.Listener listener = subscribe(new PublishingModel(null).doChat(REQUEST));
    listener.subscription().request(1);
    assertThat(traced.home().spans()).isEmpty();
    listener.subscription().request(1);

    assertThat(heard).containsExactly("PartialResponse", "CompleteResponse", "end");
    SpanData chat = traced.tree().only("chat");
    assertThat(SpanTree.string(chat, "gen_ai.input.messages")).contains("May I?");
    assertThat(SpanTree.string(chat, "gen_ai.output.messages")).contains("Of course.");
    assertThat(chat.getAttributes().get(AttributeKey.booleanKey("gen_ai.request.stream"))).isTrue();
    assertThat(
            chat.getAttributes().get(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk")))
        .isPositive();
  }

  @Test
  void eachSubscription_isACall() {
    Flow.Publisher<ChatModelStreamingEvent> publisher = new PublishingModel(null).doChat(REQUEST);
    assertThat(traced.home().spans()).isEmpty();

    subscribe(publisher).subscription().request(2);
    subscribe(publisher).subscription().request(2);

    assertThat(traced.tree().text()).isEqualTo("chat\nchat\n");
  }

  @Test
  void call_ends_whenItIsCancelled() {
    PublishingModel.Listener listener = subscribe(new PublishingModel(null).doChat(REQUEST));
    listener.subscription().request(1);

    listener.subscription().cancel();

    assertThat(traced.tree().text()).isEqualTo("chat\n");
    assertThat(heard).containsExactly("PartialResponse");
  }

  @Test
  void call_fails_withItsPublisher() {
    subscribe(new PublishingModel(new IllegalStateException("gone")).doChat(REQUEST))
        .subscription()
        .request(2);

    assertThat(heard).containsExactly("PartialResponse", "gone");
    assertThat(traced.tree().text()).isEqualTo("chat !\n");
    assertThat(SpanTree.string(traced.tree().only("chat"), "error.type"))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
