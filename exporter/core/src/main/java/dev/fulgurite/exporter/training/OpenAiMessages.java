package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recorded messages in the form of OpenAI's chat completions. Takes the conventions' {@code parts},
 * and messages that have {@code content} and {@code tool_calls} already. Used for one line.
 */
final class OpenAiMessages {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");
  private static final Map<String, String> OTHER_ROLES =
      Map.of("model", "assistant", "ai", "assistant", "human", "user");

  private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();
  private final ToolCalls tools = new ToolCalls();
  private int furtherAnswers;
  private boolean reasoning;

  ArrayNode all() {
    return messages;
  }

  /** How many answers there were beside the one that was taken. */
  int furtherAnswers() {
    return furtherAnswers;
  }

  /** Whether there was some, for which the form has no place. */
  boolean hadReasoning() {
    return reasoning;
  }

  /** The whole prompt. */
  void addPrompt(@Nullable JsonNode prompt) throws NoTrainingLine {
    if (prompt != null && !prompt.isArray()) {
      throw new NoTrainingLine("whose prompt is no list of messages");
    }
    if (prompt == null || prompt.isEmpty()) {
      throw new NoTrainingLine("without a recorded prompt");
    }
    for (JsonNode message : prompt) {
      add(message, "user");
    }
  }

  /** The first choice of the response. */
  void addResponse(@Nullable JsonNode response) throws NoTrainingLine {
    JsonNode first = response == null ? null : response.isArray() ? response.get(0) : response;
    if (first == null) {
      throw new NoTrainingLine("without a recorded response");
    }
    boolean before = reasoning;
    reasoning = false;
    add(first, "assistant");
    if (!says(messages.get(messages.size() - 1))) {
      throw new NoTrainingLine(
          reasoning ? "with an answer of reasoning alone" : "with an empty answer");
    }
    reasoning |= before;
    String role = messages.get(messages.size() - 1).get("role").asText();
    if (!role.equals("assistant")) {
      throw new NoTrainingLine("with a response of the role '" + role + "'");
    }
    furtherAnswers = response != null && response.isArray() ? response.size() - 1 : 0;
  }

  private void add(JsonNode message, String defaultRole) throws NoTrainingLine {
    if (!message.isObject()) {
      throw new NoTrainingLine("with a message that is no object");
    }
    String role = role(message.path("role").asText(defaultRole));
    if (message.path("parts").isArray()) {
      addParts(role, message);
    } else {
      messages.add(plain(role, message));
    }
  }

  private void addParts(String role, JsonNode message) throws NoTrainingLine {
    MessageParts parts = new MessageParts(tools);
    for (JsonNode part : message.path("parts")) {
      parts.add(part);
    }
    reasoning |= parts.hadReasoning();
    // Results first: the API wants them right behind the calls they answer.
    messages.addAll(parts.toolMessages());
    if (parts.hasOwnContent() || parts.toolMessages().isEmpty()) {
      ObjectNode converted = start(role, message);
      converted.set("content", parts.content());
      messages.add(withCalls(converted, parts.toolCalls()));
    }
  }

  private ObjectNode plain(String role, JsonNode message) throws NoTrainingLine {
    ObjectNode converted = start(role, message);
    converted.set("content", content(message.path("content")));
    if (role.equals("tool")) {
      converted.put("tool_call_id", tools.resultId(message.path("tool_call_id")));
    }
    return withCalls(converted, tools.all(message.path("tool_calls")));
  }

  private static @Nullable JsonNode content(JsonNode recorded) throws NoTrainingLine {
    if (recorded.isMissingNode() || recorded.isNull()) {
      return null;
    }
    boolean parts = recorded.isArray();
    for (JsonNode part : recorded) {
      parts &= part.path("type").isTextual();
    }
    if (!recorded.isTextual() && !parts) {
      throw new NoTrainingLine("with a content that is neither text nor a list of parts");
    }
    return recorded;
  }

  private static ObjectNode start(String role, JsonNode message) {
    ObjectNode converted = JsonNodeFactory.instance.objectNode().put("role", role);
    if (message.path("name").isTextual() && !role.equals("tool")) {
      converted.set("name", message.get("name"));
    }
    return converted;
  }

  private static ObjectNode withCalls(ObjectNode message, ArrayNode calls) throws NoTrainingLine {
    if (!calls.isEmpty()) {
      String role = message.get("role").asText();
      if (!role.equals("assistant")) {
        throw new NoTrainingLine("with tool calls of the role '" + role + "'");
      }
      message.set("tool_calls", calls);
    }
    return message;
  }

  private static String role(String recorded) throws NoTrainingLine {
    String role = OTHER_ROLES.getOrDefault(recorded, recorded);
    if (!ROLES.contains(role)) {
      throw new NoTrainingLine("with a message of the role '" + role + "'");
    }
    return role;
  }

  private static boolean says(JsonNode message) {
    JsonNode content = message.path("content");
    boolean silent = content.isArray() ? content.isEmpty() : content.asText("").isEmpty();
    return message.has("tool_calls") || !(content.isNull() || silent);
  }
}
