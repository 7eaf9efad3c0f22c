package dev.fulgurite.agent.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's {@code /responses}. */
final class Responses implements Dialect {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public boolean serves(String path) {
    return path.endsWith("/responses");
  }

  @Override
  public Question question(String path, JsonNode request) {
    JsonNode input = request.path("input");
    String text = input.asText();
    List<String> results = new ArrayList<>();
    int calls = 0;
    for (JsonNode item : input) {
      if (item.path("role").asText().equals("user")) {
        text = ChatCompletions.text(item.path("content"));
        results.clear();
      } else if (item.path("type").asText().equals("function_call_output")) {
        results.add(ChatCompletions.text(item.path("output")));
      }
      calls += item.path("type").asText().equals("function_call") ? 1 : 0;
    }
    return new Question(request.path("model").asText(), text, List.copyOf(results), calls);
  }

  @Override
  public Reply answer(String path, JsonNode request, Question question) {
    return request.path("stream").asBoolean()
        ? stream(question)
        : Reply.json(body(question, "completed", output(question)));
  }

  private static Reply stream(Question question) {
    Numbered events = new Numbered();
    events.send("response.created", "response", body(question, "in_progress", NODES.arrayNode()));
    ArrayNode output = output(question);
    for (int i = 0; i < output.size(); i++) {
      events.send("response.output_item.added", "item", output.get(i)).put("output_index", i);
    }
    for (String word : question.words()) {
      events
          .send("response.output_text.delta", "delta", NODES.textNode(word))
          .put("item_id", "item-1")
          .put("output_index", 0)
          .put("content_index", 0)
          .putArray("logprobs");
    }
    for (int i = 0; i < output.size(); i++) {
      events.send("response.output_item.done", "item", output.get(i)).put("output_index", i);
    }
    events.send("response.completed", "response", body(question, "completed", output));
    return events.reply();
  }

  private static ArrayNode output(Question question) {
    ArrayNode output = NODES.arrayNode();
    for (Question.Call call : question.calls()) {
      output
          .addObject()
          .put("type", "function_call")
          .put("id", "item-" + call.id())
          .put("call_id", call.id())
          .put("name", call.name())
          .put("arguments", call.arguments().toString())
          .put("status", "completed");
    }
    if (output.isEmpty()) {
      ObjectNode message = output.addObject().put("type", "message").put("id", "item-1");
      message.put("role", "assistant").put("status", "completed");
      ObjectNode text = message.putArray("content").addObject().put("type", "output_text");
      text.put("text", question.answer()).putArray("annotations");
    }
    return output;
  }

  private static ObjectNode body(Question question, String status, ArrayNode output) {
    ObjectNode body =
        NODES
            .objectNode()
            .put("id", "resp-1")
            .put("object", "response")
            .put("created_at", 1_700_000_000)
            .put("status", status)
            .put("model", question.model() + "-canned")
            .put("parallel_tool_calls", true)
            .put("tool_choice", "auto")
            .put("temperature", 1.0)
            .put("top_p", 1.0);
    body.putNull("error").putNull("incomplete_details").putNull("instructions");
    body.putNull("metadata").putArray("tools");
    body.set("output", output);
    if (status.equals("completed")) {
      body.set("usage", usage());
    }
    return body;
  }

  private static ObjectNode usage() {
    ObjectNode usage =
        NODES
            .objectNode()
            .put("input_tokens", Usage.INPUT)
            .put("output_tokens", Usage.OUTPUT)
            .put("total_tokens", Usage.INPUT + Usage.OUTPUT);
    usage.putObject("input_tokens_details").put("cached_tokens", Usage.CACHED);
    usage.putObject("output_tokens_details").put("reasoning_tokens", Usage.REASONING);
    return usage;
  }

  /** Every event carries its type and its number. */
  private static final class Numbered {
    private final List<ObjectNode> sent = new ArrayList<>();

    ObjectNode send(String type, String key, JsonNode value) {
      ObjectNode event = NODES.objectNode().put("type", type).put("sequence_number", sent.size());
      sent.add(event);
      return event.set(key, value);
    }

    Reply reply() {
      Reply.Events events = Reply.events();
      sent.forEach(event -> events.event(event.get("type").asText(), event));
      return events.reply();
    }
  }
}
