package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Call;
import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.Assistant;
import dev.fulgurite.fixture.Calculator;
import dev.fulgurite.fixture.Companion;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that answer at once, against the real LangChain4j. */
class ServiceTest {
  @RegisterExtension final Traced traced = new Traced();

  private Assistant assistant(StubOpenAi stub) {
    return AiServices.builder(Assistant.class)
        .chatModel(traced.model(stub))
        .tools(new Calculator())
        .build();
  }

  private static StubOpenAi twoTools() {
    return StubOpenAi.inRounds(
        Reply.calls(new Call("c1", "add", "{\"a\":2,\"b\":3}")),
        Reply.calls(new Call("c2", "multiply", "{\"a\":5,\"b\":4}")),
        Reply.text("It is 20."));
  }

  @Test
  void service_isATreeOfModelAndToolCalls_whenToolsAreUsed() {
    String answer = assistant(twoTools()).ask("What is (2+3)*4?");

    assertThat(answer).isEqualTo("It is 20.");
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant
              chat gpt-test
              execute_tool add
              chat gpt-test
              execute_tool multiply
              chat gpt-test
            """);
  }

  @Test
  void service_saysWhoAskedWhatAndGotWhat() {
    assistant(twoTools()).ask("What is (2+3)*4?");

    SpanData service = traced.tree().only("invoke_agent Assistant");
    assertThat(service.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(strings(service))
        .containsEntry("gen_ai.operation.name", "invoke_agent")
        .containsEntry("gen_ai.agent.name", "Assistant")
        .containsEntry("gen_ai.provider.name", "langchain4j")
        .containsEntry(
            "gen_ai.input.messages",
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"What is (2+3)*4?\"}]}]")
        .containsEntry(
            "gen_ai.output.messages",
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"It is 20.\"}],"
                + "\"finish_reason\":\"stop\"}]")
        .doesNotContainKey(RecordingHome.SESSION);
    assertThat(service.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void chat_hasRequestAndResponse() {
    assistant(twoTools()).ask("What is (2+3)*4?");

    SpanData chat = traced.tree().named("chat gpt-test").get(1);
    assertThat(chat.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(strings(chat))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.request.model", "gpt-test")
        .containsEntry("gen_ai.response.model", "gpt-test-1")
        .containsEntry("gen_ai.response.id", "chatcmpl-2")
        .containsEntry("gen_ai.response.finish_reasons", "[tool_calls]")
        .containsEntry("gen_ai.request.temperature", "0.5")
        .containsEntry("gen_ai.usage.input_tokens", "11")
        .containsEntry("gen_ai.usage.output_tokens", "7");
  }

  @Test
  void chat_hasContentInTheMessageSchema() {
    assistant(twoTools()).ask("What is (2+3)*4?");

    SpanData chat = traced.tree().named("chat gpt-test").get(1);
    assertThat(strings(chat))
        .containsEntry(
            "gen_ai.system_instructions",
            "[{\"type\":\"text\",\"content\":\"You are a calculator.\"}]")
        .containsEntry(
            "gen_ai.input.messages",
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"What is (2+3)*4?\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":3}}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                + "\"response\":\"5\"}]}]")
        .containsEntry(
            "gen_ai.output.messages",
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c2\","
                + "\"name\":\"multiply\",\"arguments\":{\"a\":5,\"b\":4}}],"
                + "\"finish_reason\":\"tool_call\"}]");
    assertThat(SpanTree.string(chat, "gen_ai.tool.definitions"))
        .contains(
            "{\"type\":\"function\",\"name\":\"add\",\"description\":\"Adds two numbers\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"")
        .contains("\"required\":[\"a\",\"b\"]");
  }

  @Test
  void tool_hasArgumentsAndResult() {
    assistant(twoTools()).ask("What is (2+3)*4?");

    SpanData tool = traced.tree().only("execute_tool add");
    assertThat(tool.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(strings(tool))
        .containsEntry("gen_ai.operation.name", "execute_tool")
        .containsEntry("gen_ai.tool.name", "add")
        .containsEntry("gen_ai.tool.type", "function")
        .containsEntry("gen_ai.tool.call.id", "c1")
        .containsEntry("gen_ai.tool.call.arguments", "{\"a\":2,\"b\":3}")
        .containsEntry("gen_ai.tool.call.result", "5");
    assertThat(tool.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void service_namesTheSession_whenThereIsAMemoryId() {
    AiServices.builder(Companion.class)
        .chatModel(traced.model(StubOpenAi.inRounds(Reply.text("Hello."))))
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
        .build()
        .ask(42, "Hi");

    SpanData service = traced.tree().only("invoke_agent Companion");
    assertThat(SpanTree.string(service, RecordingHome.SESSION)).isEqualTo("42");
    assertThat(SpanTree.string(service, "gen_ai.input.messages")).contains("\"content\":\"Hi\"");
  }

  @Test
  void service_takesItsInputFromTheModelCall_whenATemplateMakesIt() {
    assistant(StubOpenAi.inRounds(Reply.text("5"))).sum(2, 3);

    SpanData service = traced.tree().only("invoke_agent Assistant");
    assertThat(SpanTree.string(service, "gen_ai.input.messages")).contains("What is 2 plus 3?");
    assertThat(SpanTree.string(service, "gen_ai.output.messages")).contains("\"content\":\"5\"");
  }

  @Test
  void service_recordsTheModelsText_whenItReturnsAnotherType() {
    Assistant.Mood mood = assistant(StubOpenAi.inRounds(Reply.text("GOOD"))).mood("numbers");

    SpanData service = traced.tree().only("invoke_agent Assistant");
    assertThat(mood).isEqualTo(Assistant.Mood.GOOD);
    assertThat(SpanTree.string(service, "gen_ai.output.messages")).contains("\"content\":\"GOOD\"");
  }

  @Test
  void service_isLeftAlone_whenNoModelIsAsked() {
    Assistant assistant = assistant(StubOpenAi.inRounds(Reply.text("Yes.")));

    assertThat(assistant.toString()).isNotEmpty();
    assertThat(assistant.hashCode()).isEqualTo(assistant.hashCode());
    assertThat(traced.tree().text()).isEmpty();
  }

  @Test
  @Tag("since-1.11")
  void service_isOneSpanPerQuestion_whenADefaultMethodAsksTwo() {
    Assistant assistant = assistant(StubOpenAi.inRounds(Reply.text("Yes."), Reply.text("No.")));

    assertThat(assistant.twice("Well?")).isEqualTo("Yes.Yes.");
    assertThat(traced.tree().named("invoke_agent Assistant")).hasSize(2);
  }

  @Test
  void service_andModelFail_whenTheServerDoes() {
    Assistant assistant = assistant(StubOpenAi.inRounds(Reply.error(500)));

    assertThatThrownBy(() -> assistant.ask("Hi")).isInstanceOf(RuntimeException.class);

    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant !
              chat gpt-test !
            """);
    SpanData chat = traced.tree().only("chat gpt-test");
    assertThat(SpanTree.string(chat, "error.type")).startsWith("dev.langchain4j.exception.");
    assertThat(chat.getEvents()).hasSize(1);
    assertThat(traced.tree().only("invoke_agent Assistant").getEvents()).hasSize(1);
  }

  @Test
  void threads_areLeftAsTheyWere() {
    assistant(twoTools()).ask("What is (2+3)*4?");
    assistant(twoTools()).ask("What is (2+3)*4?");

    List<SpanData> services = traced.tree().named("invoke_agent Assistant");
    assertThat(services).hasSize(2);
    assertThat(services).extracting(SpanData::getParentSpanId).containsOnly("0000000000000000");
  }

  static Map<String, String> strings(SpanData span) {
    Map<String, String> strings = new TreeMap<>();
    span.getAttributes()
        .forEach(
            (AttributeKey<?> key, Object value) -> strings.put(key.getKey(), value.toString()));
    return strings;
  }
}
