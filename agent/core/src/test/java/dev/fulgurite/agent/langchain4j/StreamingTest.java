package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Call;
import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.Assistant;
import dev.fulgurite.fixture.Calculator;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams: service calls that outlive the method which began them. */
class StreamingTest {
  @RegisterExtension final Traced traced = new Traced();

  private Assistant assistant(StubOpenAi stub, Consumer<AiServices<Assistant>> more) {
    AiServices<Assistant> builder =
        AiServices.builder(Assistant.class)
            .streamingChatModel(traced.streamingModel(stub))
            .tools(new Calculator());
    more.accept(builder);
    return builder.build();
  }

  private static StubOpenAi twoTools() {
    return StubOpenAi.inRounds(
        Reply.calls(
            new Call("c1", "add", "{\"a\":2,\"b\":3}"),
            new Call("c2", "multiply", "{\"a\":5,\"b\":4}")),
        Reply.text("It is twenty."));
  }

  private static ChatResponse await(TokenStream stream) throws Exception {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    stream
        .onPartialResponse(word -> {})
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    return done.get(30, TimeUnit.SECONDS);
  }

  private void awaitSpans(int count) {
    Awaitility.await().until(() -> traced.home().spans().size() >= count);
  }

  @Test
  void service_staysOpen_untilTheStreamIsDone() throws Exception {
    ChatResponse response = await(assistant(twoTools(), more -> {}).stream("What is (2+3)*4?"));

    awaitSpans(5);
    assertThat(response.aiMessage().text()).isEqualTo("It is twenty.");
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant
              chat gpt-test
              execute_tool add
              execute_tool multiply
              chat gpt-test
            """);
    SpanData service = traced.tree().only("invoke_agent Assistant");
    SpanData last = traced.tree().named("chat gpt-test").get(1);
    assertThat(service.getEndEpochNanos()).isGreaterThanOrEqualTo(last.getEndEpochNanos());
    assertThat(SpanTree.string(service, "gen_ai.output.messages")).contains("It is twenty.");
    assertThat(SpanTree.string(service, "gen_ai.input.messages")).contains("(2+3)*4");
  }

  @Test
  void service_isTheParent_whenItsStreamStartsOnAnotherThread() throws Exception {
    TokenStream stream = assistant(twoTools(), more -> {}).stream("What is (2+3)*4?");

    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    Thread starter =
        new Thread(
            () ->
                stream
                    .onPartialResponse(word -> {})
                    .onCompleteResponse(answer::complete)
                    .onError(answer::completeExceptionally)
                    .start());
    starter.start();
    answer.get(30, TimeUnit.SECONDS);

    awaitSpans(5);
    SpanData service = traced.tree().only("invoke_agent Assistant");
    assertThat(traced.tree().named("chat gpt-test"))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(service.getSpanId());
  }

  @Test
  @Tag("since-1.5")
  void tools_areChildrenOfTheService_whenTheyRunConcurrently() throws Exception {
    await(assistant(twoTools(), AiServices::executeToolsConcurrently).stream("What is (2+3)*4?"));

    awaitSpans(5);
    SpanTree tree = traced.tree();
    SpanData service = tree.only("invoke_agent Assistant");
    assertThat(tree.only("execute_tool add").getParentSpanId()).isEqualTo(service.getSpanId());
    assertThat(tree.only("execute_tool multiply").getParentSpanId()).isEqualTo(service.getSpanId());
  }

  @Test
  void chat_saysThatItStreams() throws Exception {
    await(assistant(StubOpenAi.inRounds(Reply.text("Hello there.")), more -> {}).stream("Hi"));

    awaitSpans(2);
    SpanData chat = traced.tree().only("chat gpt-test");
    assertThat(chat.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(chat.getAttributes().get(AttributeKey.booleanKey("gen_ai.request.stream"))).isTrue();
    assertThat(
            chat.getAttributes().get(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk")))
        .isPositive();
    assertThat(SpanTree.string(chat, "gen_ai.output.messages")).contains("Hello there.");
    assertThat(SpanTree.number(chat, "gen_ai.usage.output_tokens")).isEqualTo(7);
  }

  @Test
  void service_andModelFail_whenTheServerDoes() {
    TokenStream stream = assistant(StubOpenAi.inRounds(Reply.error(500)), more -> {}).stream("Hi");

    assertThatThrownBy(() -> await(stream)).hasCauseInstanceOf(RuntimeException.class);

    awaitSpans(2);
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant !
              chat gpt-test !
            """);
  }

  /** Many programs exit as soon as they have the answer. */
  @Test
  void service_isOver_whenTheApplicationHearsTheAnswer() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<String> seen = new CompletableFuture<>();
    assistant(StubOpenAi.inRounds(Reply.text("Hello.")), more -> {}).stream("Hi")
        .onPartialResponse(word -> awaitUnchecked(started))
        .onCompleteResponse(response -> seen.complete(traced.tree().text()))
        .onError(seen::completeExceptionally)
        .start();
    started.countDown();

    assertThat(seen.get(30, TimeUnit.SECONDS))
        .isEqualTo(
            """
            invoke_agent Assistant
              chat gpt-test
            """);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void callbacks_runInTheContextOfTheCaller_whenAModelIsUsedDirectly() throws Exception {
    CompletableFuture<Context> seen = new CompletableFuture<>();
    var model = traced.streamingModel(StubOpenAi.inRounds(Reply.text("Hello.")));
    Context caller =
        Context.root().with(io.opentelemetry.context.ContextKey.named("caller"), "test");

    caller.wrap(() -> model.chat(request(), handler(seen))).run();

    assertThat(seen.get(30, TimeUnit.SECONDS)).isSameAs(caller);
    assertThat(traced.tree().text()).isEqualTo("chat gpt-test\n");
  }

  private static ChatRequest request() {
    return ChatRequest.builder().messages(UserMessage.from("Hi")).build();
  }

  private static StreamingChatResponseHandler handler(CompletableFuture<Context> seen) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onPartialResponse(String word) {}

      @Override
      public void onCompleteResponse(ChatResponse response) {
        seen.complete(Context.current());
      }

      @Override
      public void onError(Throwable error) {
        seen.completeExceptionally(error);
      }
    };
  }
}
