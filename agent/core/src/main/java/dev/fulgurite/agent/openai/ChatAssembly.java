package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;
import java.util.Map;
import java.util.TreeMap;

/** The chunks of a streamed chat completion, put together to what it would be as a whole. */
final class ChatAssembly implements Api.Assembly {
  private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
  private final Map<Integer, Choice> choices = new TreeMap<>();

  @Override
  public synchronized void add(JsonNode chunk) {
    for (String key : new String[] {"id", "model", "usage"}) {
      if (chunk.hasNonNull(key)) {
        whole.set(key, chunk.get(key));
      }
    }
    for (JsonNode choice : chunk.path("choices")) {
      choices.computeIfAbsent(choice.path("index").asInt(), index -> new Choice()).add(choice);
    }
  }

  @Override
  public synchronized Answer answer() {
    ArrayNode all = whole.putArray("choices");
    choices.values().forEach(choice -> all.add(choice.whole()));
    return ChatCompletions.answer(whole);
  }

  private static final class Choice {
    private final Texts texts = new Texts("content", "refusal", "reasoning_content");
    private final Map<Integer, ToolCall> calls = new TreeMap<>();
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();

    void add(JsonNode choice) {
      JsonNode delta = choice.path("delta");
      texts.add(delta);
      for (JsonNode call : delta.path("tool_calls")) {
        calls.computeIfAbsent(call.path("index").asInt(), index -> new ToolCall()).add(call);
      }
      if (choice.hasNonNull("finish_reason")) {
        whole.set("finish_reason", choice.get("finish_reason"));
      }
    }

    ObjectNode whole() {
      ObjectNode message = texts.writeTo(whole.putObject("message"));
      ArrayNode all = message.putArray("tool_calls");
      calls.values().forEach(call -> all.add(call.whole()));
      return whole;
    }
  }

  private static final class ToolCall {
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final Texts function = new Texts("name", "arguments");

    void add(JsonNode call) {
      if (call.hasNonNull("id")) {
        whole.set("id", call.get("id"));
      }
      function.add(call.path("function"));
    }

    ObjectNode whole() {
      function.writeTo(whole.putObject("function"));
      return whole;
    }
  }
}
