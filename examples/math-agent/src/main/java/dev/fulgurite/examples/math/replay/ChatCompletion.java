package dev.fulgurite.examples.math.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Writes one turn of a solution as the JSON of an OpenAI chat completion. */
final class ChatCompletion {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final JsonNode request;
  private final Solution.Turn turn;
  private final String id;

  /**
   * @param id unique among all completions of all servers
   */
  ChatCompletion(JsonNode request, Solution.Turn turn, String id) {
    this.request = request;
    this.turn = turn;
    this.id = id;
  }

  ObjectNode json() {
    ObjectNode message = message();
    ObjectNode completion = JSON.createObjectNode();
    completion.put("id", "chatcmpl-" + id).put("object", "chat.completion");
    completion.put("created", Instant.now().getEpochSecond());
    completion.put("model", request.path("model").asText("replay"));
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.put("finish_reason", turn.expression() == null ? "stop" : "tool_calls");
    completion.set("usage", usage(tokens(request.path("messages")), tokens(message)));
    return completion;
  }

  private ObjectNode message() {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    String expression = turn.expression();
    if (expression == null) {
      return message.put("content", turn.text().isEmpty() ? "I have no answer." : turn.text());
    }
    message.put("content", turn.text().isEmpty() ? null : turn.text());
    ObjectNode call = message.putArray("tool_calls").addObject();
    call.put("id", "call_" + id).put("type", "function");
    call.putObject("function")
        .put("name", "calculator")
        .put("arguments", JSON.createObjectNode().put("expression", expression).toString());
    return message;
  }

  private static ObjectNode usage(int prompt, int completion) {
    ObjectNode usage = JsonNodeFactory.instance.objectNode();
    usage.put("prompt_tokens", prompt).put("completion_tokens", completion);
    return usage.put("total_tokens", prompt + completion);
  }

  /** A rough but repeatable count: the ids of a run must not change it. */
  private static int tokens(JsonNode said) {
    int characters =
        said.findValuesAsText("content").stream().mapToInt(String::length).sum()
            + said.findValuesAsText("arguments").stream().mapToInt(String::length).sum();
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }
}
