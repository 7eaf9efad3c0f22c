package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Call;
import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.AnsweringModelWithOptions;
import dev.fulgurite.fixture.Assistant;
import dev.fulgurite.fixture.AsyncModel;
import dev.fulgurite.fixture.Calculator;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Apart from the others, since its types are newer than the oldest LangChain4j. */
class NewerApiTest {
  @RegisterExtension final Traced traced = new Traced();

  @Test
  void service_andModelEnd_whenTheApplicationCancelsTheStream() {
    StubOpenAi stub = StubOpenAi.inRounds(Reply.text("one two three four"));
    AiServices.builder(Assistant.class)
        .streamingChatModel(traced.streamingModel(stub))
        .build()
        .stream("Count")
        .onPartialResponseWithContext((word, context) -> context.streamingHandle().cancel())
        .onError(error -> {})
        .start();

    Awaitility.await().until(() -> traced.home().spans().size() == 2);
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant
              chat gpt-test
            """);
  }

  @Test
  void service_fails_whenItsToolLoopDoes() {
    AiServices.builder(Assistant.class)
        .streamingChatModel(
            traced.streamingModel(
                StubOpenAi.inRounds(Reply.calls(new Call("c1", "divide", "{\"a\":1,\"b\":0}")))))
        .tools(new Calculator())
        .toolExecutionErrorHandler(
            (error, context) -> {
              throw new IllegalStateException("give up");
            })
        .build()
        .stream("1/0?")
        .onPartialResponse(word -> {})
        .onError(error -> {})
        .start();

    Awaitility.await().until(() -> traced.home().spans().size() == 3);
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant !
              chat gpt-test
              execute_tool divide !
            """);
    assertThat(SpanTree.string(traced.tree().only("invoke_agent Assistant"), "error.type"))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void standIn_hasASpan_whenItOverridesTheMethodWithOptions() {
    new AnsweringModelWithOptions().chat("Hi");

    assertThat(traced.tree().text()).isEqualTo("chat\n");
  }

  @Test
  void tool_hasItsDescription() {
    AiServices.builder(Assistant.class)
        .chatModel(
            traced.model(
                StubOpenAi.inRounds(
                    Reply.calls(new Call("c1", "add", "{\"a\":2,\"b\":3}")), Reply.text("5"))))
        .tools(new Calculator())
        .build()
        .ask("2+3?");

    assertThat(SpanTree.string(traced.tree().only("execute_tool add"), "gen_ai.tool.description"))
        .isEqualTo("Adds two numbers");
  }

  @Test
  void asyncModel_isOpen_untilItsFutureIsDone() {
    AsyncModel model = new AsyncModel();

    List<Integer> endedBefore = new ArrayList<>();
    var unused =
        model
            .doChatAsync(request())
            .thenAccept(answer -> endedBefore.add(traced.home().spans().size()));

    assertThat(traced.home().spans()).isEmpty();
    model.future.complete(ChatResponse.builder().aiMessage(AiMessage.from("Later.")).build());
    assertThat(SpanTree.string(traced.tree().only("chat"), "gen_ai.output.messages"))
        .contains("Later.");
    assertThat(endedBefore).containsExactly(1);
  }

  @Test
  void asyncModel_isCancelled_whenItsFutureIs() {
    AsyncModel model = new AsyncModel();

    model.doChatAsync(request()).cancel(true);

    assertThat(model.future).isCancelled();
    assertThat(traced.tree().text()).isEqualTo("chat !\n");
  }

  @Test
  void asyncModel_fails_whenItsFutureDoes() {
    AsyncModel model = new AsyncModel();
    CompletableFuture<ChatResponse> unused = model.doChatAsync(request());

    model.future.completeExceptionally(new IllegalStateException("gone"));

    assertThat(SpanTree.string(traced.tree().only("chat"), "error.type"))
        .isEqualTo("java.lang.IllegalStateException");
  }

  private static ChatRequest request() {
    return ChatRequest.builder().messages(UserMessage.from("Hi")).build();
  }
}
