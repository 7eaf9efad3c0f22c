package dev.fulgurite.exporter.normalize;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanNormalizerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String ADK = "gcp.vertex.agent";
  private static final String REQUEST =
      """
      {"contents":[{"parts":[{"text":"hm","thought":true},{"text":"add 1"}],"role":"user"},
      {"parts":[{"functionCall":{"id":"c-1","args":{"a":1},"name":"add"}}],"role":"model"},
      {"parts":[{"functionResponse":{"id":"c-1","name":"add","response":{"sum":3}}}],"role":"user"},
      {"parts":[{"fileData":{"mimeType":"image/png","fileUri":"gs://b/x"}},
      {"executableCode":{"code":"1"}}],"role":"user"}],
      "model":"stub-1","config":{"temperature":0.5,"topK":3,"maxOutputTokens":9,"stopSequences":["x"],
      "systemInstruction":{"parts":[{"text":"Use the tool."}],"role":"user"},
      "tools":[{"functionDeclarations":[{"description":"Adds.","name":"add",
      "parameters":{"type":"OBJECT","properties":{"a":{"type":"INTEGER"}}}}]}]}}
      """;

  private final SpanNormalizer normalizer = SpanNormalizer.create();

  @Test
  void spansOfOthers_areReturnedAsTheyAre() {
    SpanData other = span("call_llm", "another", Attributes.empty());

    assertThat(normalizer.normalize(other)).isSameAs(other);
  }

  @Test
  void modelCall_becomesAChat_withMessagesAndTools() {
    Attributes attributes =
        normalized(
            "call_llm",
            Attributes.builder()
                .put("gen_ai.operation.name", "call_llm")
                .put("gen_ai.system", ADK)
                .put(ADK + ".llm_request", REQUEST)
                .put(
                    ADK + ".llm_response",
                    "{\"content\":{\"parts\":[{\"text\":\"3\"}],\"role\":\"model\"},"
                        + "\"finishReason\":\"STOP\",\"usageMetadata\":{\"promptTokenCount\":7}}")
                .build());

    assertThat(text(attributes, "gen_ai.operation.name")).isEqualTo("chat");
    assertThat(text(attributes, "gen_ai.provider.name")).isEqualTo(ADK);
    assertThat(text(attributes, "gen_ai.system")).isEqualTo(ADK);
    assertThat(text(attributes, ADK + ".llm_request")).isEqualTo(REQUEST);
    assertThat(text(attributes, "gen_ai.input.messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hm\"},"
                + "{\"type\":\"text\",\"content\":\"add 1\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c-1\","
                + "\"arguments\":{\"a\":1},\"name\":\"add\"}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c-1\","
                + "\"response\":{\"sum\":3}}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"uri\",\"modality\":\"image\","
                + "\"mime_type\":\"image/png\",\"uri\":\"gs://b/x\"},"
                + "{\"type\":\"executable_code\",\"executableCode\":{\"code\":\"1\"}}]}]");
    assertThat(text(attributes, "gen_ai.output.messages"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"3\"}],"
                + "\"finish_reason\":\"stop\"}]");
    assertThat(text(attributes, "gen_ai.system_instructions"))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Use the tool.\"}]");
    assertThat(text(attributes, "gen_ai.tool.definitions"))
        .isEqualTo(
            "[{\"type\":\"function\",\"name\":\"add\",\"description\":\"Adds.\",\"parameters\":"
                + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}]");
    assertThat(attributes.get(longKey("gen_ai.usage.input_tokens"))).isEqualTo(7);
    assertThat(attributes.get(longKey("gen_ai.request.max_tokens"))).isEqualTo(9);
    assertThat(attributes.get(stringArrayKey("gen_ai.response.finish_reasons")))
        .containsExactly("stop");
    assertThat(attributes.get(stringArrayKey("gen_ai.request.stop_sequences")))
        .containsExactly("x");
  }

  @Test
  void whatTheFrameworkSaysInTodaysNames_isNotReplaced() {
    Attributes attributes =
        normalized(
            "call_llm",
            Attributes.builder()
                .put("gen_ai.usage.input_tokens", 9L)
                .put(ADK + ".llm_response", "{\"usageMetadata\":{\"promptTokenCount\":7}}")
                .build());

    assertThat(attributes.get(longKey("gen_ai.usage.input_tokens"))).isEqualTo(9);
  }

  @Test
  void keptOrCutContent_addsNoMessages() {
    for (String json : List.of("{}", "{\"contents\":[{\"pa", "null", "[REDACTED]")) {
      Attributes attributes =
          normalized("call_llm", Attributes.of(stringKey(ADK + ".llm_request"), json));

      assertThat(text(attributes, "gen_ai.operation.name")).isEqualTo("chat");
      assertThat(text(attributes, "gen_ai.input.messages")).isNull();
      assertThat(text(attributes, "gen_ai.tool.definitions")).isNull();
    }
  }

  @Test
  void tool_hasItsArgumentsResultAndCall() {
    Attributes attributes =
        normalized(
            "execute_tool [add]",
            Attributes.builder()
                .put("gen_ai.tool_call.id", "c-1")
                .put(ADK + ".tool_call_args", "{\"a\":1}")
                .put(ADK + ".tool_response", "{\"sum\":3}")
                .build());

    assertThat(text(attributes, "gen_ai.operation.name")).isEqualTo("execute_tool");
    assertThat(text(attributes, "gen_ai.tool.name")).isEqualTo("add");
    assertThat(text(attributes, "gen_ai.tool.call.id")).isEqualTo("c-1");
    assertThat(text(attributes, "gen_ai.tool.call.arguments")).isEqualTo("{\"a\":1}");
    assertThat(text(attributes, "gen_ai.tool.call.result")).isEqualTo("{\"sum\":3}");
  }

  @Test
  void failedTool_hasATypeOfErrorAndNoResult() {
    SpanData failed =
        builder("execute_tool add", ADK, "00f067aa0ba902b7", null)
            .setStatus(StatusData.error())
            .setEvents(
                List.of(
                    EventData.create(
                        1, "exception", Attributes.of(stringKey("exception.type"), "x.Oops"))))
            .setAttributes(
                Attributes.builder()
                    .put("gen_ai.tool_call.id", "<not specified>")
                    .put(ADK + ".tool_response", "{}")
                    .build())
            .build();
    Attributes attributes = normalizer.normalize(failed).getAttributes();

    assertThat(text(attributes, "error.type")).isEqualTo("x.Oops");
    assertThat(text(attributes, "gen_ai.tool.call.id")).isNull();
    assertThat(text(attributes, "gen_ai.tool.call.result")).isNull();
  }

  @Test
  void mergedTools_executeNothing() {
    Attributes attributes =
        normalized(
            "execute_tool (merged)",
            Attributes.of(stringKey("gen_ai.operation.name"), "execute_tool"));

    assertThat(text(attributes, "gen_ai.operation.name")).isNull();
  }

  @Test
  void spansOfOldVersions_areUnderstood() {
    Attributes run = normalized("agent_run [calculator]", Attributes.empty());
    Attributes call = normalized("tool_call [add]", Attributes.empty());
    Attributes response =
        normalized(
            "tool_response [add]", Attributes.of(stringKey(ADK + ".tool_response"), "{\"x\":1}"));

    assertThat(text(run, "gen_ai.operation.name")).isEqualTo("invoke_agent");
    assertThat(text(run, "gen_ai.agent.name")).isEqualTo("calculator");
    assertThat(text(call, "gen_ai.operation.name")).isEqualTo("execute_tool");
    assertThat(text(call, "gen_ai.tool.name")).isEqualTo("add");
    assertThat(text(response, "gen_ai.operation.name")).isNull();
    assertThat(text(response, "gen_ai.tool.call.result")).isEqualTo("{\"x\":1}");
  }

  @Test
  void session_reachesParentsAndSiblings_thatDoNotNameIt() {
    String root = "0000000000000001";
    String agent = "0000000000000002";
    Attributes named =
        ended(
            "call_llm",
            "0000000000000003",
            agent,
            stamped("trace").put(ADK + ".session_id", "s-1"));
    Attributes sibling = ended("tool_call [add]", "0000000000000004", agent, stamped("trace"));
    Attributes parent = ended("agent_run [a]", agent, root, stamped("trace"));
    Attributes outermost = ended("invocation", root, null, stamped("trace"));
    Attributes next = ended("invocation", root, null, stamped("trace"));

    assertThat(List.of(named, sibling, parent, outermost))
        .allSatisfy(
            attributes -> {
              assertThat(text(attributes, "session.id")).isEqualTo("s-1");
              assertThat(text(attributes, "gen_ai.conversation.id")).isEqualTo("s-1");
              assertThat(text(attributes, "fulgurite.session.source")).isEqualTo("framework");
            });
    assertThat(text(next, "session.id")).isEqualTo("stamped");
  }

  @Test
  void openSession_winsOverTheFrameworks() {
    Attributes attributes =
        ended(
            "call_llm",
            "0000000000000003",
            null,
            stamped("session").put("gen_ai.conversation.id", "s-1"));

    assertThat(text(attributes, "session.id")).isEqualTo("stamped");
    assertThat(text(attributes, "fulgurite.session.source")).isEqualTo("session");
  }

  @Test
  void spanUnderAnEndedOne_belongsToTheNearestAncestorThatIsOpen() {
    String sequence = "0000000000000001";
    String planner = "0000000000000002";
    String tool = "0000000000000003";
    parent("execute_tool add", tool, planner, 10, 20);
    parent("invoke_agent planner", planner, sequence, 5, 30);

    assertThat(parent("invoke_agent clerk", "0000000000000004", tool, 30, 40)).isEqualTo(sequence);
    assertThat(parent("execute_tool x", "0000000000000005", planner, 6, 40)).isEqualTo(planner);
    assertThat(parent("invoke_agent desk", sequence, null, 1, 50)).isEqualTo("0000000000000000");
    assertThat(parent("late", "0000000000000006", tool, 60, 70)).isEqualTo(tool);
  }

  private String parent(String name, String id, String parent, long start, long end) {
    SpanData span =
        builder(name, ADK, id, parent).setStartEpochNanos(start).setEndEpochNanos(end).build();
    return normalizer.normalize(span).getParentSpanId();
  }

  @Test
  void additions_areNotCountedAsDropped() {
    SpanData span = span("execute_tool add", ADK, Attributes.empty());
    SpanData normalized = normalizer.normalize(span);

    assertThat(normalized.getTotalAttributeCount()).isEqualTo(normalized.getAttributes().size());
  }

  private static AttributesBuilder stamped(String source) {
    return Attributes.builder()
        .put("session.id", "stamped")
        .put("fulgurite.session.source", source);
  }

  private Attributes ended(String name, String id, String parent, AttributesBuilder attributes) {
    SpanData span = builder(name, ADK, id, parent).setAttributes(attributes.build()).build();
    return normalizer.normalize(span).getAttributes();
  }

  private Attributes normalized(String name, Attributes attributes) {
    return normalizer.normalize(span(name, ADK, attributes)).getAttributes();
  }

  private static SpanData span(String name, String scope, Attributes attributes) {
    return builder(name, scope, "00f067aa0ba902b7", null)
        .setAttributes(attributes)
        .setTotalAttributeCount(attributes.size())
        .build();
  }

  private static TestSpanData.Builder builder(
      String name, String scope, String id, String parentId) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.create(scope))
        .setSpanContext(context(id))
        .setParentSpanContext(parentId == null ? SpanContext.getInvalid() : context(parentId));
  }

  private static SpanContext context(String id) {
    return SpanContext.create(TRACE, id, TraceFlags.getSampled(), TraceState.getDefault());
  }

  private static String text(Attributes attributes, String key) {
    return attributes.get(stringKey(key));
  }
}
