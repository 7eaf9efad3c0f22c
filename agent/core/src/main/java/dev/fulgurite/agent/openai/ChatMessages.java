package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of chat completions in the GenAI conventions' message schema. System messages that
 * open the history are the instructions; later ones stay where they are in it.
 */
final class ChatMessages {
  private ChatMessages() {}

  static @Nullable String instructions(JsonNode messages) {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < opening(messages); i++) {
      parts.addAll(ContentParts.of(messages.get(i).path("content")));
    }
    return parts.isEmpty() ? null : Json.write(parts);
  }

  static @Nullable String history(JsonNode messages) {
    List<Object> history = new ArrayList<>();
    for (int i = opening(messages); i < messages.size(); i++) {
      history.add(message(messages.get(i), "user"));
    }
    return history.isEmpty() ? null : Json.write(history);
  }

  private static int opening(JsonNode messages) {
    int count = 0;
    while (count < messages.size() && role(messages.get(count), "").equals("system")) {
      count++;
    }
    return count;
  }

  private static String role(JsonNode message, String otherwise) {
    String role = message.path("role").asText(otherwise);
    return role.equals("developer") ? "system" : role;
  }

  /**
   * @param otherwise the role of a message that tells none
   */
  static Map<String, Object> message(JsonNode message, String otherwise) {
    String role = role(message, otherwise);
    List<Object> parts = new ArrayList<>();
    if (role.equals("tool") || role.equals("function")) {
      String id = message.path("tool_call_id").asText(null);
      parts.add(Parts.toolResponse(id, ContentParts.value(message.path("content"))));
      return Parts.message("tool", parts);
    }
    // Not OpenAI's own, but of many servers that speak its protocol.
    String reasoning = message.path("reasoning_content").asText("");
    if (!reasoning.isEmpty()) {
      parts.add(Parts.reasoning(reasoning));
    }
    parts.addAll(ContentParts.of(message.path("content")));
    String refusal = message.path("refusal").asText("");
    if (!refusal.isEmpty()) {
      parts.add(Parts.part("refusal", "content", refusal));
    }
    message.path("tool_calls").forEach(call -> parts.add(toolCall(call)));
    return named(Parts.message(role, parts), message.path("name"));
  }

  private static Map<String, Object> named(Map<String, Object> message, JsonNode name) {
    if (name.isTextual()) {
      message.put("name", name.asText());
    }
    return message;
  }

  private static Map<String, Object> toolCall(JsonNode call) {
    String id = call.path("id").asText(null);
    JsonNode custom = call.path("custom");
    if (custom.isObject()) {
      return Parts.toolCall(
          id, custom.path("name").asText(null), custom.path("input").asText(null));
    }
    JsonNode function = call.path("function");
    return Parts.toolCall(
        id, function.path("name").asText(null), function.path("arguments").asText(null));
  }
}
