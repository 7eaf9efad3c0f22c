package dev.fulgurite.agent.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's {@code /messages}. */
final class AnthropicMessages implements Dialect {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public boolean serves(String path) {
    return path.endsWith("/messages");
  }

  @Override
  public String error(String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"test_error\",\"message\":\""
        + message
        + "\"}}";
  }

  @Override
  public Question question(String path, JsonNode request) {
    String text = "";
    List<String> results = new ArrayList<>();
    int calls = 0;
    for (JsonNode message : request.path("messages")) {
      JsonNode content = message.path("content");
      List<String> returned = new ArrayList<>();
      for (JsonNode block : content) {
        String type = block.path("type").asText();
        calls += type.equals("tool_use") ? 1 : 0;
        if (type.equals("tool_result")) {
          returned.add(ChatCompletions.text(block.path("content")));
        }
      }
      if (!returned.isEmpty()) {
        results.addAll(returned);
      } else if (message.path("role").asText().equals("user")) {
        text = ChatCompletions.text(content);
        results.clear();
      }
    }
    return new Question(request.path("model").asText(), text, List.copyOf(results), calls);
  }

  @Override
  public Reply answer(String path, JsonNode request, Question question) {
    return request.path("stream").asBoolean() ? stream(question) : whole(question);
  }

  private static Reply whole(Question question) {
    ObjectNode body = body(question);
    ArrayNode content = body.putArray("content");
    question.calls().forEach(call -> content.add(call(call, call.arguments())));
    if (content.isEmpty()) {
      content.add(text(question.answer()));
    }
    body.put("stop_reason", reason(question));
    body.set("usage", usage().put("output_tokens", Usage.OUTPUT));
    return Reply.json(body);
  }

  private static Reply stream(Question question) {
    Reply.Events events = Reply.events();
    ObjectNode start = body(question).putNull("stop_reason");
    start.putArray("content");
    start.set("usage", usage().put("output_tokens", 1));
    send(events, "message_start", NODES.objectNode().set("message", start));
    List<Question.Call> calls = question.calls();
    for (int i = 0; i < calls.size(); i++) {
      Question.Call call = calls.get(i);
      String arguments = call.arguments().toString();
      int half = arguments.length() / 2;
      List<String> pieces = List.of(arguments.substring(0, half), arguments.substring(half));
      block(events, i, call(call, NODES.objectNode()), "input_json_delta", pieces);
    }
    if (calls.isEmpty()) {
      block(events, 0, text(""), "text_delta", question.words());
    }
    ObjectNode end = NODES.objectNode();
    end.putObject("delta").put("stop_reason", reason(question)).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", Usage.OUTPUT);
    send(events, "message_delta", end);
    send(events, "message_stop", NODES.objectNode());
    return events.reply();
  }

  private static void block(
      Reply.Events events, int index, ObjectNode empty, String deltaType, List<String> pieces) {
    ObjectNode start = NODES.objectNode().put("index", index);
    send(events, "content_block_start", start.set("content_block", empty));
    String key = deltaType.equals("text_delta") ? "text" : "partial_json";
    for (String piece : pieces) {
      ObjectNode delta = NODES.objectNode().put("index", index);
      delta.putObject("delta").put("type", deltaType).put(key, piece);
      send(events, "content_block_delta", delta);
    }
    send(events, "content_block_stop", NODES.objectNode().put("index", index));
  }

  private static void send(Reply.Events events, String type, ObjectNode data) {
    events.event(type, data.put("type", type));
  }

  private static ObjectNode call(Question.Call call, JsonNode input) {
    ObjectNode block = NODES.objectNode().put("type", "tool_use").put("id", call.id());
    return block.put("name", call.name()).set("input", input);
  }

  private static ObjectNode text(String text) {
    return NODES.objectNode().put("type", "text").put("text", text).putNull("citations");
  }

  private static ObjectNode body(Question question) {
    return NODES
        .objectNode()
        .put("id", "msg-1")
        .put("type", "message")
        .put("role", "assistant")
        .put("model", question.model() + "-canned")
        .putNull("stop_sequence");
  }

  private static String reason(Question question) {
    return question.calls().isEmpty() ? "end_turn" : "tool_use";
  }

  private static ObjectNode usage() {
    return NODES
        .objectNode()
        .put("input_tokens", Usage.INPUT)
        .put("cache_read_input_tokens", Usage.CACHED)
        .put("cache_creation_input_tokens", 0);
  }
}
