package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.Assistant;
import dev.langchain4j.service.AiServices;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Apart from the others, since its types are newer than the oldest LangChain4j. */
class CancellationTest {
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
}
