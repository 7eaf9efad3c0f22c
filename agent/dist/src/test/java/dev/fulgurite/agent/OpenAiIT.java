package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java under the packaged agent, its oldest and its newest version. */
class OpenAiIT {
  private static final String ANSWER =
      "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"You said: Hello\"}],"
          + "\"finish_reason\":\"stop\"}]";

  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void everyCall_isOneSpan_andTheProgramRunsAlike(String app) {
    Run run =
        App.named(app, folder)
            .runsAlike(
                "OpenAiApp",
                server.url(),
                "chat",
                "chat-streaming",
                "chat-async",
                "chat-async-streaming",
                "responses",
                "responses-streaming",
                "responses-async",
                "responses-async-streaming",
                "embeddings",
                "embeddings-async",
                "tools");

    assertThat(run.tree().showing(GenAi.REQUEST_STREAM, GenAi.RESPONSE_FINISH_REASONS))
        .hasToString(
            """
            chat gpt CLIENT gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.response.finish_reasons=[stop]
            chat gpt CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[stop]
            embeddings embed CLIENT
            embeddings embed CLIENT
            chat gpt CLIENT gen_ai.response.finish_reasons=[tool_calls]
            chat gpt CLIENT gen_ai.response.finish_reasons=[stop]
            """);
    assertThat(
            run.spans().stream()
                .filter(span -> span.attributes().toString().contains(GenAi.REQUEST_STREAM)))
        .hasSize(4)
        .allSatisfy(
            span ->
                assertThat(span.attributes().asMap().toString())
                    .contains(GenAi.RESPONSE_TIME_TO_FIRST_CHUNK));
    assertThat(run.spans().subList(0, 8))
        .extracting(span -> span.string(GenAi.OUTPUT_MESSAGES))
        .containsOnly(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void attributes_areThoseOfTheConventions(String app) {
    Run run =
        App.named(app, folder)
            .run("OpenAiApp", server.url(), "chat", "responses", "embeddings", "tools");

    assertThat(everything(run.spans().get(0)))
        .isEqualTo(
            """
            gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":"Hello"}]}]
            gen_ai.operation.name=chat
            gen_ai.output.messages=%s
            gen_ai.provider.name=openai
            gen_ai.request.max_tokens=100
            gen_ai.request.model=gpt
            gen_ai.request.seed=7
            gen_ai.request.stop_sequences=[END]
            gen_ai.request.temperature=0.5
            gen_ai.request.top_p=0.9
            gen_ai.response.finish_reasons=[stop]
            gen_ai.response.id=chatcmpl-1
            gen_ai.response.model=gpt-canned
            gen_ai.system_instructions=[{"type":"text","content":"Be brief."}]
            gen_ai.usage.cache_read.input_tokens=3
            gen_ai.usage.input_tokens=11
            gen_ai.usage.output_tokens=7
            gen_ai.usage.reasoning.output_tokens=2
            """
                .formatted(ANSWER));
    assertThat(everything(run.spans().get(1)))
        .isEqualTo(
            """
            gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":"Hello"}]}]
            gen_ai.operation.name=chat
            gen_ai.output.messages=%s
            gen_ai.provider.name=openai
            gen_ai.request.max_tokens=100
            gen_ai.request.model=gpt
            gen_ai.request.temperature=0.5
            gen_ai.response.finish_reasons=[stop]
            gen_ai.response.id=resp-1
            gen_ai.response.model=gpt-canned
            gen_ai.system_instructions=[{"type":"text","content":"Be brief."}]
            gen_ai.usage.cache_read.input_tokens=3
            gen_ai.usage.input_tokens=11
            gen_ai.usage.output_tokens=7
            gen_ai.usage.reasoning.output_tokens=2
            """
                .formatted(ANSWER));
    assertThat(everything(run.spans().get(2)))
        .isEqualTo(
            """
            gen_ai.embeddings.dimension.count=2
            gen_ai.operation.name=embeddings
            gen_ai.provider.name=openai
            gen_ai.request.model=embed
            gen_ai.response.model=embed-canned
            gen_ai.usage.input_tokens=11
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void tools_areDefined_calledAndAnswered_wholeAndStreamed(String app) {
    Run run = App.named(app, folder).run("OpenAiApp", server.url(), "tools", "tools-streaming");

    assertThat(run.spans()).hasSize(3);
    assertThat(run.spans().get(0).string(GenAi.TOOL_DEFINITIONS))
        .isEqualTo(
            "[{\"type\":\"function\",\"name\":\"add\",\"description\":\"Adds\","
                + "\"parameters\":{\"type\":\"object\","
                + "\"properties\":{\"a\":{\"type\":\"integer\"}}}}]");
    assertThat(List.of(run.spans().get(0), run.spans().get(2)))
        .extracting(span -> span.string(GenAi.OUTPUT_MESSAGES))
        .containsOnly(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call-1\","
                + "\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":3}}],"
                + "\"finish_reason\":\"tool_call\"}]");
    assertThat(run.spans().get(1).string(GenAi.INPUT_MESSAGES))
        .endsWith(
            "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\","
                + "\"id\":\"call-1\",\"response\":\"5\"}]}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void failures_retries_andStreamsGivenUp_endTheirSpan(String app) {
    Run run =
        App.named(app, folder)
            .runsAlike(
                "OpenAiApp",
                server.url(),
                "error",
                "error-async",
                "retry",
                "closed",
                "closed-async",
                "cancelled");

    assertThat(run.tree().showing("error.type", GenAi.OUTPUT_MESSAGES))
        .hasToString(
            """
            chat gpt CLIENT ERROR error.type=com.openai.errors.BadRequestException
            chat gpt CLIENT ERROR error.type=com.openai.errors.BadRequestException
            chat gpt CLIENT %s
            chat gpt CLIENT %s
            chat gpt CLIENT %s
            chat gpt CLIENT ERROR error.type=java.util.concurrent.CancellationException
            """
                .formatted(
                    said("You said: fail 429 once", ",\"finish_reason\":\"stop\""),
                    said("You ", ""),
                    said("You ", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void rawResponses_areCallsToo(String app) {
    Run run =
        App.named(app, folder)
            .runsAlike(
                "OpenAiApp",
                server.url(),
                "raw",
                "raw-streaming",
                "raw-async",
                "raw-unread",
                "raw-error");

    assertThat(run.tree().showing(GenAi.RESPONSE_ID, GenAi.REQUEST_STREAM, "error.type"))
        .hasToString(
            """
            chat gpt CLIENT gen_ai.response.id=chatcmpl-1
            chat gpt CLIENT gen_ai.response.id=chatcmpl-1 gen_ai.request.stream=true
            chat gpt CLIENT gen_ai.response.id=chatcmpl-1
            chat gpt CLIENT
            chat gpt CLIENT ERROR error.type=com.openai.errors.BadRequestException
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void azure_isTheProvider_whereItsKeyIsUsed(String app) {
    Run run = App.named(app, folder).runsAlike("AzureApp", server.url());

    assertThat(run.tree().showing(GenAi.PROVIDER_NAME))
        .hasToString("chat gpt CLIENT gen_ai.provider.name=azure.ai.openai\n");
  }

  private static String said(String text, String more) {
    return "gen_ai.output.messages=[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\","
        + "\"content\":\"%s\"}]%s}]".formatted(text, more);
  }

  @Test
  void structuredOutput_isTheSameCall() {
    Run run = App.named("openai-newest", folder).runsAlike("StructuredApp", server.url());

    assertThat(run.out()).containsExactly("5");
    assertThat(run.tree().showing(GenAi.RESPONSE_ID))
        .hasToString("chat gpt CLIENT gen_ai.response.id=chatcmpl-1\n");
  }

  private static String everything(StoredSpan span) {
    List<String> lines =
        span.attributes().asMap().entrySet().stream()
            .map(entry -> entry.getKey().getKey() + "=" + entry.getValue())
            .filter(line -> line.startsWith("gen_ai."))
            .sorted()
            .toList();
    return String.join("\n", lines) + "\n";
  }
}
