package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of the responses API in the GenAI conventions' message schema. */
final class ResponseItems {
  private ResponseItems() {}

  /**
   * @param input a text or a list of items
   */
  static @Nullable String history(JsonNode input) {
    List<Object> history = new ArrayList<>();
    if (input.isTextual()) {
      history.add(Parts.message("user", ContentParts.of(input)));
    } else {
      input.forEach(item -> history.add(message(item)));
    }
    return history.isEmpty() ? null : Json.write(history);
  }

  /** The parts of the one message that an answer is. */
  static List<Object> output(JsonNode items) {
    List<Object> parts = new ArrayList<>();
    items.forEach(item -> parts.addAll(parts(item)));
    return parts;
  }

  private static Map<String, Object> message(JsonNode item) {
    String type = item.path("type").asText("message");
    String role = item.path("role").asText("");
    if (role.isEmpty()) {
      role = type.endsWith("_output") ? "tool" : "assistant";
    }
    return Parts.message(role.equals("developer") ? "system" : role, parts(item));
  }

  private static List<Map<String, Object>> parts(JsonNode item) {
    String type = item.path("type").asText("message");
    String id = item.path("call_id").asText(null);
    return switch (type) {
      case "message" -> ContentParts.of(item.path("content"));
      case "function_call" -> List.of(call(item, id, "arguments"));
      case "custom_tool_call" -> List.of(call(item, id, "input"));
      case "function_call_output", "custom_tool_call_output" ->
          List.of(Parts.toolResponse(id, ContentParts.value(item.path("output"))));
      case "reasoning" -> reasoning(item.path("summary"));
      default -> List.of(Parts.part(type, "id", item.path("id").asText(id)));
    };
  }

  private static Map<String, Object> call(JsonNode item, @Nullable String id, String arguments) {
    return Parts.toolCall(id, item.path("name").asText(null), item.path(arguments).asText(null));
  }

  private static List<Map<String, Object>> reasoning(JsonNode summary) {
    List<Map<String, Object>> parts = new ArrayList<>();
    summary.forEach(part -> parts.add(Parts.reasoning(part.path("text").asText())));
    return parts;
  }
}
