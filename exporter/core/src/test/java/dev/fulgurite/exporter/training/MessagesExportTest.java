package dev.fulgurite.exporter.training;

import static dev.fulgurite.exporter.TestSpans.span;
import static io.opentelemetry.api.common.AttributeKey.valueKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.TestSpans;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesExportTest {
  private static final String ASK = "[{\"role\":\"user\",\"parts\":[" + text("2+3?") + "]}]";
  private static final String ANSWER =
      "[{\"role\":\"assistant\",\"parts\":[" + text("5") + "],\"finish_reason\":\"stop\"}]";

  private final StringWriter out = new StringWriter();
  private final MessagesExport export = new MessagesExport(out);

  @Test
  void add_writesAConversationWithTools() throws IOException {
    add(
        chat()
            .with("gen_ai.system_instructions", "[" + text("Use the tool.") + "]")
            .with(
                "gen_ai.input.messages",
                """
                [{"role":"user","parts":[{"type":"text","content":"2+3?"}]},
                 {"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"add",
                  "arguments":{"a":2,"b":3}}]},
                 {"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"5"}]}]
                """)
            .with("gen_ai.output.messages", ANSWER)
            .with(
                "gen_ai.tool.definitions",
                """
                [{"type":"function","name":"add","description":"Adds.",
                  "parameters":{"type":"object"}}]
                """));

    assertThat(out)
        .hasToString(
            """
            {"messages":[{"role":"system","content":"Use the tool."},\
            {"role":"user","content":"2+3?"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
            "function":{"name":"add","arguments":"{\\"a\\":2,\\"b\\":3}"}}]},\
            {"role":"tool","content":"5","tool_call_id":"c1"},\
            {"role":"assistant","content":"5"}],\
            "tools":[{"type":"function","function":{"name":"add","description":"Adds.",\
            "parameters":{"type":"object"}}}]}
            """);
    assertThat(export.report()).hasToString("1 line, 0 calls left out");
  }

  @Test
  void add_readsMessagesThatAreNestedValues() throws IOException {
    Value<?> tool =
        Value.of(
            KeyValue.of("type", Value.of("function")),
            KeyValue.of("name", Value.of("add")),
            KeyValue.of("parameters", Value.of(KeyValue.of("type", Value.of("object")))));
    add(
        chat()
            .with(valueKey("gen_ai.system_instructions"), Value.of(nested("Use the tool.")))
            .with(valueKey("gen_ai.input.messages"), Value.of(nested("user", "2+3?")))
            .with(valueKey("gen_ai.output.messages"), Value.of(nested("assistant", "5")))
            .with(valueKey("gen_ai.tool.definitions"), Value.of(tool)));

    assertThat(out)
        .hasToString(
            """
            {"messages":[{"role":"system","content":"Use the tool."},\
            {"role":"user","content":"2+3?"},{"role":"assistant","content":"5"}],\
            "tools":[{"type":"function","function":{"name":"add",\
            "parameters":{"type":"object"}}}]}
            """);
  }

  @Test
  void add_readsIndexedMessagesWhoseContentIsNested() throws IOException {
    add(
        chat()
            .with("gen_ai.prompt.0.role", "user")
            .with(
                valueKey("gen_ai.prompt.0.content"),
                Value.of(
                    Value.of(
                        KeyValue.of("type", Value.of("text")),
                        KeyValue.of("text", Value.of("2+3?")))))
            .with("gen_ai.completion.0.content", "5"));

    assertThat(out.toString()).contains("\"content\":[{\"type\":\"text\",\"text\":\"2+3?\"}]");
  }

  @Test
  void add_saysOfAnAnswerThatSaysNothing_whatItIs() throws IOException {
    String reasoning = "{\"type\":\"reasoning\",\"content\":\"Hm.\"}";
    for (String parts : List.of(reasoning, text(""), "")) {
      add(
          chat()
              .with("gen_ai.input.messages", ASK)
              .with(
                  "gen_ai.output.messages",
                  "[{\"role\":\"assistant\",\"parts\":[" + parts + "]}]"));
    }
    add(chat().with("gen_ai.input.messages", ASK));

    assertThat(export.report().leftOut())
        .isEqualTo(
            Map.of(
                "with an answer of reasoning alone", 1L,
                "with an empty answer", 2L,
                "without a recorded response", 1L));
  }

  private static Value<?> nested(String text) {
    return Value.of(KeyValue.of("type", Value.of("text")), KeyValue.of("content", Value.of(text)));
  }

  private static Value<?> nested(String role, String text) {
    return Value.of(
        KeyValue.of("role", Value.of(role)), KeyValue.of("parts", Value.of(nested(text))));
  }

  @Test
  void add_acceptsResultForResponse_andGivesJsonAsText() throws IOException {
    add(
        prompted(
            "["
                + calls("c")
                + ",{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c\","
                + "\"result\":{\"sum\":5}}]}]"));

    assertThat(out.toString())
        .contains("{\"role\":\"tool\",\"content\":\"{\\\"sum\\\":5}\",\"tool_call_id\":\"c\"}");
  }

  @Test
  void add_splitsResultsOfOneMessage_andPutsThemBeforeItsText() throws IOException {
    add(
        prompted(
            "["
                + calls("a", "b")
                + ",{\"role\":\"user\",\"parts\":["
                + text("thanks")
                + ",{\"type\":\"tool_call_response\",\"id\":\"a\",\"response\":\"1\"}"
                + ",{\"type\":\"tool_call_response\",\"id\":\"b\",\"response\":\"2\"}]}]"));

    assertThat(out.toString())
        .contains(
            ",{\"role\":\"tool\",\"content\":\"1\",\"tool_call_id\":\"a\"},"
                + "{\"role\":\"tool\",\"content\":\"2\",\"tool_call_id\":\"b\"},"
                + "{\"role\":\"user\",\"content\":\"thanks\"}");
  }

  @Test
  void add_keepsStringArguments_andSeveralTexts_andImages() throws IOException {
    add(
        chat()
            .with(
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":["
                    + text("a")
                    + ","
                    + text("b")
                    + ",{\"type\":\"uri\",\"modality\":\"image\",\"uri\":\"http://x/y.png\"}]}]")
            .with(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hm\"},"
                    + "{\"type\":\"tool_call\",\"id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}]}]"));

    assertThat(out.toString())
        .contains(
            "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}")
        .contains("{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/y.png\"}}]")
        .contains("\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")
        .doesNotContain("hm", "\"tools\"");
  }

  @Test
  void add_keepsAnswersOfSeveralTexts() throws IOException {
    add(answered("{\"role\":\"assistant\",\"parts\":[" + text("5,") + "," + text("so") + "]}"));
    add(answered("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"5\"}]}"));

    assertThat(out.toString())
        .contains("[{\"type\":\"text\",\"text\":\"5,\"},{\"type\":\"text\",\"text\":\"so\"}]")
        .hasLineCount(2);
    assertThat(export.report()).hasToString("2 lines, 0 calls left out");
  }

  @Test
  void add_saysOfWhatItKeepsOnlyAPart() throws IOException {
    add(answered(says("5") + "," + says("five") + "," + says("fünf")));
    add(
        answered(
            "{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hm\"},"
                + text("5")
                + "]}"));

    assertThat(out.toString()).hasLineCount(2).doesNotContain("five", "hm");
    assertThat(export.report())
        .hasToString(
            "2 lines, 0 calls left out; 2 answers beyond a call's first,"
                + " 1 call without the reasoning that was recorded");
  }

  @Test
  void add_leavesOutWhatNoAssistantSaid() throws IOException {
    add(answered("{\"role\":\"user\",\"content\":\"5\"}"));
    add(
        answered(
            "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c\","
                + "\"result\":5}]}"));

    assertThat(out.toString()).isEmpty();
    assertThat(export.report().leftOut())
        .containsOnlyKeys(
            "with a response of the role 'user'", "with a response of the role 'tool'");
  }

  @Test
  void add_leavesOutHistories_inWhichCallsAndResultsDoNotMeet() throws IOException {
    add(prompted("[" + result("c") + "," + ask("so?") + "]"));
    add(prompted("[" + calls("c") + "," + ask("so?") + "," + result("c") + "]"));
    add(prompted("[" + calls("c", "d") + "," + result("c") + "]"));
    add(prompted("[" + calls("c") + "," + result("c") + "," + result("d") + "]"));

    assertThat(out.toString()).isEmpty();
    assertThat(export.report().leftOut())
        .containsOnly(
            Map.entry("with a tool result that follows no call of its id", 2L),
            Map.entry("with a tool call in the prompt that no result follows", 2L));
    add(prompted("[" + calls("c", "d") + "," + result("d") + "," + result("c") + "]"));
    assertThat(export.report().lines()).isOne();
  }

  @Test
  void add_readsTheOlderIndexedKeys() throws IOException {
    add(
        span(1)
            .name("openai.chat.completion")
            .with("gen_ai.prompt.0.role", "user")
            .with("gen_ai.prompt.0.content", "2+3?")
            .with("gen_ai.prompt.1.role", "assistant")
            .with("gen_ai.prompt.1.tool_calls.0.id", "c0")
            .with("gen_ai.prompt.1.tool_calls.0.name", "add")
            .with("gen_ai.prompt.2.role", "tool")
            .with("gen_ai.prompt.2.content", "5")
            .with("gen_ai.prompt.2.tool_call_id", "c0")
            .with("gen_ai.completion.0.role", "assistant")
            .with("gen_ai.completion.0.tool_calls.0.id", "c1")
            .with("gen_ai.completion.0.tool_calls.0.name", "add")
            .with("gen_ai.completion.0.tool_calls.0.arguments", "{\"a\":2}")
            .with("llm.request.functions.0.name", "add")
            .with("llm.request.functions.0.parameters", "{\"type\":\"object\"}"));

    assertThat(out)
        .hasToString(
            """
            {"messages":[{"role":"user","content":"2+3?"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"c0","type":"function",\
            "function":{"name":"add","arguments":"{}"}}]},\
            {"role":"tool","content":"5","tool_call_id":"c0"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
            "function":{"name":"add","arguments":"{\\"a\\":2}"}}]}],\
            "tools":[{"type":"function","function":{"name":"add",\
            "parameters":{"type":"object"}}}]}
            """);
  }

  @Test
  void add_numbersCallsAndResults_whenTheyHaveNoId() throws IOException {
    add(
        prompted(
            """
            [{"role":"assistant","parts":[{"type":"tool_call","name":"f"},
              {"type":"tool_call","id":"own","name":"g"},{"type":"tool_call","name":"h"}]},
             {"role":"tool","parts":[{"type":"tool_call_response","response":"1"},
              {"type":"tool_call_response","id":"own","response":"2"}]},
             {"role":"tool","content":"3"}]
            """));

    assertThat(out.toString())
        .containsSubsequence("call_1", "\"f\"", "own", "\"g\"", "call_2", "\"h\"")
        .contains("\"content\":\"1\",\"tool_call_id\":\"call_1\"")
        .contains("\"content\":\"2\",\"tool_call_id\":\"own\"")
        .contains("\"content\":\"3\",\"tool_call_id\":\"call_2\"");
  }

  @Test
  void add_leavesOut_andSaysWhy() throws IOException {
    add(chat());
    add(chat().with("gen_ai.input.messages", ASK));
    add(chat().with("gen_ai.input.messages", "[{broken"));
    add(prompted("[{\"role\":\"user\",\"parts\":[{\"type\":\"hologram\"}]}]"));
    add(prompted("[{\"role\":\"bystander\",\"parts\":[]}]"));
    add(prompted("[7]"));
    add(prompted("[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]}]"));
    add(
        chat()
            .with("gen_ai.input.messages", ASK)
            .with("gen_ai.output.messages", "[{\"role\":\"assistant\",\"parts\":[]}]"));

    assertThat(out.toString()).isEmpty();
    assertThat(export.report().leftOut())
        .containsOnlyKeys(
            "without a recorded prompt",
            "without a recorded response",
            "with an empty answer",
            "whose prompt is no list of messages",
            "with a part of the type 'hologram'",
            "with a message of the role 'bystander'",
            "with a message that is no object",
            "with a tool call without a name");
    assertThat(export.report().leftOutTotal()).isEqualTo(8);
  }

  private void add(TestSpans call) throws IOException {
    export.add(Episode.of(List.of(call.build())), any -> true);
  }

  private static TestSpans prompted(String messages) {
    return chat().with("gen_ai.input.messages", messages).with("gen_ai.output.messages", ANSWER);
  }

  private static TestSpans chat() {
    return span(1).with("gen_ai.operation.name", "chat");
  }

  private static TestSpans answered(String choices) {
    return chat()
        .with("gen_ai.input.messages", ASK)
        .with("gen_ai.output.messages", "[" + choices + "]");
  }

  private static String ask(String content) {
    return "{\"role\":\"user\",\"content\":\"" + content + "\"}";
  }

  private static String says(String content) {
    return "{\"role\":\"assistant\",\"parts\":[" + text(content) + "]}";
  }

  private static String calls(String... ids) {
    return Stream.of(ids)
        .map(id -> "{\"type\":\"tool_call\",\"id\":\"" + id + "\",\"name\":\"add\"}")
        .collect(Collectors.joining(",", "{\"role\":\"assistant\",\"parts\":[", "]}"));
  }

  private static String result(String id) {
    return "{\"role\":\"tool\",\"content\":\"5\",\"tool_call_id\":\"" + id + "\"}";
  }

  private static String text(String content) {
    return "{\"type\":\"text\",\"content\":\"" + content + "\"}";
  }
}
