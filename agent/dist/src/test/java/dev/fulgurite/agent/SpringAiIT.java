package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spring AI under the packaged agent, its oldest, its last 1.x and its newest version. */
class SpringAiIT {
  private static final String OLDEST = "springai-oldest";
  private static final String LAST_OF_1 = "springai-1.1";
  private static final String NEWEST = "springai-newest";

  private static final String TOOLS =
      "call add {\"a\":2,\"b\":3}\ncall divide {\"a\":1,\"b\":0}\ncall shout {}";
  private static final String NESTED = "call ask {\"question\":\"deep\"}";

  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> versions() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(OLDEST, LAST_OF_1, NEWEST)
                    .filter(app -> app.equals(NEWEST) || jdk.equals(Jdks.current()))
                    .map(app -> Arguments.of(app, jdk)));
  }

  private App app(String name) {
    return App.named(name, folder);
  }

  private String[] asking(String... waysAndQuestions) {
    List<String> arguments = new ArrayList<>(List.of(server.url()));
    arguments.addAll(List.of(waysAndQuestions));
    return arguments.toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void clients_areTrees_blockingAndStreaming(String app, Path jdk) {
    Run run =
        app(app)
            .on(jdk)
            .runsAlike(
                "SpringAiApp",
                asking(
                    "call",
                    TOOLS,
                    "entity",
                    "say {\"x\":1}",
                    "stream",
                    NESTED,
                    "cancel",
                    "hang",
                    "call",
                    "fail 400",
                    "stream",
                    "fail 400"));

    assertThat(run.exit()).as(run.toString()).isEqualTo(2);
    assertThat(run.tree().showing(GenAi.TOOL_CALL_ID, GenAi.USAGE_INPUT_TOKENS))
        .hasToString(
            """
            invoke_agent ChatClient INTERNAL
              chat gpt CLIENT gen_ai.usage.input_tokens=11
              execute_tool add INTERNAL gen_ai.tool.call.id=call-1
              execute_tool divide INTERNAL ERROR gen_ai.tool.call.id=call-2
              execute_tool shout INTERNAL gen_ai.tool.call.id=call-3
              chat gpt CLIENT gen_ai.usage.input_tokens=11
            invoke_agent ChatClient INTERNAL
              chat gpt CLIENT gen_ai.usage.input_tokens=11
            invoke_agent ChatClient INTERNAL
              chat gpt CLIENT gen_ai.usage.input_tokens=11
              execute_tool ask INTERNAL gen_ai.tool.call.id=call-1
                invoke_agent ChatClient INTERNAL
                  chat gpt CLIENT gen_ai.usage.input_tokens=11
              chat gpt CLIENT gen_ai.usage.input_tokens=11
            invoke_agent ChatClient INTERNAL
              chat gpt CLIENT
            invoke_agent ChatClient INTERNAL ERROR
              chat gpt CLIENT ERROR
            invoke_agent ChatClient INTERNAL ERROR
              chat gpt CLIENT ERROR
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, LAST_OF_1, NEWEST})
  void modelsAndStores_haveSpansOfTheirOwn(String app) {
    Run run =
        app(app)
            .run("SpringAiApp", asking("model", "Hello", "model-stream", "Hi", "vectors", "query"));

    // 1.x keeps the name of an embedding model to itself until it has answered.
    String embeddings = app.equals(NEWEST) ? "embeddings embed CLIENT" : "embeddings CLIENT";
    // and its store in memory cannot delete by a filter.
    String filtered = app.equals(OLDEST) ? "CLIENT ERROR" : "CLIENT";
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.tree().showing(GenAi.RESPONSE_MODEL, "db.operation.batch.size"))
        .hasToString(
            """
            chat gpt CLIENT gen_ai.response.model=gpt-canned
            chat gpt CLIENT gen_ai.response.model=gpt-canned
            chat gpt CLIENT gen_ai.response.model=gpt-canned
            add SimpleVectorStore CLIENT db.operation.batch.size=2
              EMBEDDINGS gen_ai.response.model=embed-canned
              EMBEDDINGS gen_ai.response.model=embed-canned
              EMBEDDINGS gen_ai.response.model=embed-canned
            retrieval SimpleVectorStore CLIENT
              EMBEDDINGS gen_ai.response.model=embed-canned
            delete SimpleVectorStore CLIENT db.operation.batch.size=1
            delete SimpleVectorStore FILTERED
            """
                .replace("EMBEDDINGS", embeddings)
                .replace("FILTERED", filtered));
    assertThat(run.span("retrieval SimpleVectorStore").string(GenAi.RETRIEVAL_QUERY_TEXT))
        .isEqualTo("query");
    assertThat(run.span("retrieval SimpleVectorStore").string(GenAi.RETRIEVAL_DOCUMENTS))
        .startsWith("[{\"id\":\"d1\",\"score\":0.99");
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void content_isInTheStore(String app) {
    Run run = app(app).run("SpringAiApp", asking("call", TOOLS));

    StoredSpan client = run.span("invoke_agent ChatClient");
    assertThat(client.string(GenAi.INPUT_MESSAGES)).contains("call shout");
    assertThat(client.string(GenAi.OUTPUT_MESSAGES))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":"
                + "\"The tools said: 5 and / by zero and HEY\"}],\"finish_reason\":\"stop\"}]");
    assertAsked(run.span("chat gpt"));
    StoredSpan divide = run.span("execute_tool divide");
    assertThat(divide.string("error.type")).isEqualTo("java.lang.ArithmeticException");
    assertThat(divide.string(GenAi.TOOL_CALL_ARGUMENTS)).isEqualTo("{\"a\":1,\"b\":0}");
    assertThat(run.span("execute_tool add").string(GenAi.TOOL_CALL_RESULT)).isEqualTo("5");
    assertThat(run.span("execute_tool add").string(GenAi.TOOL_DESCRIPTION)).isEqualTo("Adds");
  }

  private static void assertAsked(StoredSpan chat) {
    assertThat(chat.string(GenAi.PROVIDER_NAME)).isEqualTo("openai");
    assertThat(chat.string(GenAi.SYSTEM_INSTRUCTIONS)).contains("Be brief.");
    assertThat(chat.string(GenAi.TOOL_DEFINITIONS))
        .contains("\"name\":\"divide\",\"description\":\"Divides\",\"parameters\":{");
    assertThat(chat.string(GenAi.OUTPUT_MESSAGES))
        .contains("\"type\":\"tool_call\",\"id\":\"call-1\",\"name\":\"add\"")
        .contains("\"finish_reason\":\"tool_call\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void stream_isOneAnswer(String app) {
    Run run = app(app).run("SpringAiApp", asking("stream", "Hello there"));

    StoredSpan chat = run.span("chat gpt");
    assertThat(chat.string(GenAi.OUTPUT_MESSAGES))
        .contains("\"content\":\"You said: Hello there\"");
    assertThat(chat.attributes().asMap().keySet())
        .extracting("key")
        .contains(GenAi.RESPONSE_TIME_TO_FIRST_CHUNK, GenAi.REQUEST_STREAM);
    assertThat(run.span("invoke_agent ChatClient").string(GenAi.OUTPUT_MESSAGES))
        .contains("\"content\":\"You said: Hello there\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void advisors_haveSpans_whereTheyAreAskedFor(String app) {
    Run run =
        app(app)
            .options("-Dfulgurite.agent.instrument=all,springai.advisor")
            .run("SpringAiApp", asking("memory", "Hello", "memory-stream", "Hello"));

    assertThat(run.exit()).as(run.toString()).isZero();
    String tree = run.tree().toString();
    String streamed = tree.substring(tree.lastIndexOf("invoke_agent"));
    // The innermost one, which asks the model, is another.
    assertThat(tree).isEqualTo(streamed.replace("advisor stream", "advisor call") + streamed);
    assertThat(streamed)
        .contains("\n  advisor MessageChatMemoryAdvisor INTERNAL\n")
        .contains(" advisor SimpleLoggerAdvisor INTERNAL\n")
        .contains("  chat gpt CLIENT\n");
    assertThat(run.spans())
        .extracting(span -> span.string(Fulgurite.SESSION_ID))
        .containsOnly("conversation-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void advisorThatLeavesCallingToItsInterface_hasSpans(String app) {
    Run run =
        app(app)
            .options("-Dfulgurite.agent.instrument=all,springai.advisor")
            .run("SpringAiApp", asking("polite", "Hello"));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.spanNames().stream().filter("advisor Politeness"::equals)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void applicationsOwnModel_isNotCalledInside(String app) {
    Run run = app(app).run("SpringAiApp", asking("own", "Hi"));

    assertThat(run.out()).containsExactly("own=HiHi|Hi|");
    // Inside a stream, its own blocking method answers each piece: one call all the same.
    assertThat(run.tree().showing(GenAi.PROVIDER_NAME, GenAi.REQUEST_STREAM))
        .hasToString(
            """
            chat CLIENT gen_ai.provider.name=spring_ai
            chat CLIENT gen_ai.provider.name=spring_ai gen_ai.request.stream=true
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, LAST_OF_1, NEWEST})
  void springsOwnSpans_areToldOfOnce(String app) {
    Run run = app(app).run("SpringAiApp", asking("observed", "Hello", "observed", "Hi"));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.err())
        .hasSize(3)
        .contains(
            "[fulgurite] Spring AI's own spans (by Micrometer) stand beside the agent's; for the"
                + " agent's alone: management.observations.enable.X=false for X = [gen_ai],"
                + " spring.ai, db.vector");
  }
}
