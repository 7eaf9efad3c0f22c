package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.AnsweringModel;
import dev.fulgurite.fixture.LayeredModel;
import dev.fulgurite.fixture.RewritingModel;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One call is one span, however many layers of models it passes. */
class ModelTest {
  @RegisterExtension final Traced traced = new Traced();

  private ChatModel openAi() {
    return traced.model(StubOpenAi.inRounds(Reply.text("Hello.")));
  }

  @Test
  void model_isARoot_whenItIsUsedAlone() {
    assertThat(openAi().chat("Hi")).isEqualTo("Hello.");

    assertThat(traced.tree().text()).isEqualTo("chat gpt-test\n");
  }

  @Test
  void decorator_hasNoSpan_whenTheModelBelowHasOne() {
    new RewritingModel(new RewritingModel(openAi())).chat("Hi");

    SpanData chat = traced.tree().only("chat gpt-test");
    assertThat(traced.tree().spans()).hasSize(1);
    assertThat(SpanTree.string(chat, "gen_ai.provider.name")).isEqualTo("openai");
  }

  @Test
  void innerModel_completesTheSpan_whenADecoratorOpenedIt() {
    new LayeredModel(new RewritingModel(openAi())).chat("Hi");

    SpanData chat = traced.tree().only("chat");
    assertThat(traced.tree().spans()).hasSize(1);
    assertThat(SpanTree.string(chat, "gen_ai.request.model")).isEqualTo("gpt-test");
    assertThat(SpanTree.string(chat, "gen_ai.provider.name")).isEqualTo("openai");
  }

  @Test
  void standIn_hasASpan_thatBeganWhenItDid() {
    long before = System.currentTimeMillis();

    new AnsweringModel(null).chat("Hi");

    SpanData chat = traced.tree().only("chat");
    assertThat(chat.getStartEpochNanos()).isGreaterThanOrEqualTo(before * 1_000_000);
    assertThat(chat.getEndEpochNanos()).isGreaterThanOrEqualTo(chat.getStartEpochNanos());
    assertThat(SpanTree.string(chat, "gen_ai.output.messages")).contains("Of course.");
    assertThat(SpanTree.string(chat, "gen_ai.provider.name")).isEqualTo("langchain4j");
  }

  @Test
  void standIn_fails_withTheVeryExceptionThatTheCallerGets() {
    IllegalStateException failure = new IllegalStateException("closed");

    assertThatThrownBy(() -> new AnsweringModel(failure).chat("Hi")).isSameAs(failure);

    SpanData chat = traced.tree().only("chat");
    assertThat(SpanTree.string(chat, "error.type")).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void images_areUrisOrBlobs_andOnlyMeasuredWhenLarge() {
    String large = "A".repeat(40_000);
    new AnsweringModel(null)
        .chat(
            UserMessage.from(
                TextContent.from("Compare"),
                ImageContent.from("http://localhost/cat.png"),
                ImageContent.from("AAAA", "image/png"),
                ImageContent.from(large, "image/png")));

    assertThat(SpanTree.string(traced.tree().only("chat"), "gen_ai.input.messages"))
        .contains("{\"type\":\"text\",\"content\":\"Compare\"}")
        .contains("\"type\":\"uri\",\"modality\":\"image\"")
        .contains("\"uri\":\"http://localhost/cat.png\"")
        .contains(
            "{\"type\":\"blob\",\"modality\":\"image\",\"mime_type\":\"image/png\",\"content\":\"AAAA\"}")
        .contains(
            "{\"type\":\"blob\",\"modality\":\"image\",\"mime_type\":\"image/png\",\"size\":30000}");
  }

  @Test
  void laterSystemMessages_stayInTheHistory() {
    new AnsweringModel(null)
        .chat(SystemMessage.from("one"), UserMessage.from("Hi"), SystemMessage.from("two"));

    SpanData chat = traced.tree().only("chat");
    assertThat(SpanTree.string(chat, "gen_ai.system_instructions"))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"one\"}]");
    assertThat(SpanTree.string(chat, "gen_ai.input.messages"))
        .startsWith("[{\"role\":\"user\"")
        .contains("{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"two\"}]}");
  }
}
