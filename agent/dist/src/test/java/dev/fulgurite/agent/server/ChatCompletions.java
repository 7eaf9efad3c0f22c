package dev.fulgurite.agent.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's {@code /chat/completions}. */
final class ChatCompletions implements Dialect {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public boolean serves(String path) {
    return path.endsWith("/chat/completions");
  }

  @Override
  public Question question(String path, JsonNode request) {
    String text = "";
    List<String> results = new ArrayList<>();
    int calls = 0;
    for (JsonNode message : request.path("messages")) {
      String role = message.path("role").asText();
      if (role.equals("user")) {
        text = text(message.path("content"));
        results.clear();
      } else if (role.equals("tool")) {
        results.add(text(message.path("content")));
      }
      calls += message.path("tool_calls").size();
    }
    return new Question(request.path("model").asText(), text, List.copyOf(results), calls);
  }

  /** A string, or parts of which some are text. */
  static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }

  @Override
  public Reply answer(String path, JsonNode request, Question question) {
    return request.path("stream").asBoolean()
        ? stream(question, request.path("stream_options").path("include_usage").asBoolean())
        : whole(question);
  }

  private static Reply whole(Question question) {
    ObjectNode message = NODES.objectNode().put("role", "assistant");
    List<Question.Call> calls = question.calls();
    message.put("content", calls.isEmpty() ? question.answer() : null);
    message.putNull("refusal");
    if (!calls.isEmpty()) {
      ArrayNode all = message.putArray("tool_calls");
      calls.forEach(call -> all.add(call(call)));
    }
    ObjectNode body = body(question, "chat.completion");
    choice(body, reason(question)).set("message", message);
    body.set("usage", usage());
    return Reply.json(body);
  }

  private static Reply stream(Question question, boolean withUsage) {
    Reply.Events events = Reply.events();
    ObjectNode first = NODES.objectNode().put("role", "assistant");
    events.data(chunk(question, first.put("content", ""), null));
    for (String word : question.words()) {
      events.data(chunk(question, NODES.objectNode().put("content", word), null));
    }
    List<Question.Call> calls = question.calls();
    for (int i = 0; i < calls.size(); i++) {
      callInPieces(question, i, calls.get(i)).forEach(events::data);
    }
    events.data(chunk(question, NODES.objectNode(), reason(question)));
    if (withUsage) {
      ObjectNode last = body(question, "chat.completion.chunk");
      last.putArray("choices");
      events.data(last.set("usage", usage()));
    }
    return events.data("[DONE]").reply();
  }

  /** First the name, then the arguments in two halves, as a model writes them. */
  private static List<ObjectNode> callInPieces(Question question, int index, Question.Call call) {
    ObjectNode name = call(call).put("index", index);
    ((ObjectNode) name.get("function")).put("arguments", "");
    String arguments = call.arguments().toString();
    int half = arguments.length() / 2;
    List<ObjectNode> pieces = new ArrayList<>(List.of(name));
    for (String piece : List.of(arguments.substring(0, half), arguments.substring(half))) {
      ObjectNode delta = NODES.objectNode().put("index", index);
      delta.putObject("function").put("arguments", piece);
      pieces.add(delta);
    }
    return pieces.stream()
        .map(
            piece -> {
              ObjectNode delta = NODES.objectNode();
              delta.putArray("tool_calls").add(piece);
              return chunk(question, delta, null);
            })
        .toList();
  }

  private static ObjectNode call(Question.Call call) {
    ObjectNode node = NODES.objectNode().put("id", call.id()).put("type", "function");
    node.putObject("function")
        .put("name", call.name())
        .put("arguments", call.arguments().toString());
    return node;
  }

  private static ObjectNode chunk(Question question, ObjectNode delta, @Nullable String reason) {
    ObjectNode body = body(question, "chat.completion.chunk");
    choice(body, reason).set("delta", delta);
    return body;
  }

  private static ObjectNode choice(ObjectNode body, @Nullable String reason) {
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    return choice.put("finish_reason", reason).putNull("logprobs");
  }

  private static ObjectNode body(Question question, String object) {
    return NODES
        .objectNode()
        .put("id", "chatcmpl-1")
        .put("object", object)
        .put("created", 1_700_000_000)
        .put("model", question.model() + "-canned");
  }

  private static String reason(Question question) {
    return question.calls().isEmpty() ? "stop" : "tool_calls";
  }

  private static ObjectNode usage() {
    ObjectNode usage =
        NODES
            .objectNode()
            .put("prompt_tokens", Usage.INPUT)
            .put("completion_tokens", Usage.OUTPUT)
            .put("total_tokens", Usage.INPUT + Usage.OUTPUT);
    usage.putObject("prompt_tokens_details").put("cached_tokens", Usage.CACHED);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", Usage.REASONING);
    return usage;
  }
}
