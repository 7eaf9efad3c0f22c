package dev.fulgurite.agent.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's messages and content blocks in the GenAI conventions' message schema. */
final class Blocks {
  private Blocks() {}

  static @Nullable String history(JsonNode messages) {
    List<Object> history = new ArrayList<>();
    messages.forEach(message -> history.add(message(message)));
    return history.isEmpty() ? null : Json.write(history);
  }

  /** What tools answered comes in a message of the user's, which is the conventions' tool's. */
  private static Map<String, Object> message(JsonNode message) {
    JsonNode content = message.path("content");
    String first = content.path(0).path("type").asText("");
    String role = first.equals("tool_result") ? "tool" : message.path("role").asText("user");
    return Parts.message(role, parts(content));
  }

  /**
   * @param content a text or a list of blocks
   */
  static List<Object> parts(JsonNode content) {
    List<Object> parts = new ArrayList<>();
    if (content.isTextual()) {
      parts.add(Parts.text(content.asText()));
    } else {
      content.forEach(block -> parts.add(part(block)));
    }
    return parts;
  }

  private static Map<String, Object> part(JsonNode block) {
    String type = block.path("type").asText("");
    return switch (type) {
      case "text" -> Parts.text(block.path("text").asText());
      case "thinking" -> Parts.reasoning(block.path("thinking").asText());
      case "image", "document" -> media(type, block.path("source"));
      case "tool_use" -> call(block);
      case "tool_result" ->
          Parts.toolResponse(
              block.path("tool_use_id").asText(null), response(block.path("content")));
      default -> Parts.part(type, "id", block.path("id").asText(null));
    };
  }

  private static Map<String, Object> call(JsonNode block) {
    return Parts.toolCall(
        block.path("id").asText(null),
        block.path("name").asText(null),
        block.path("input").toString());
  }

  private static Object response(JsonNode content) {
    return content.isTextual() ? content.asText() : parts(content);
  }

  private static Map<String, Object> media(String modality, JsonNode source) {
    return Parts.media(
        modality,
        source.path("media_type").asText(null),
        source.path("url").asText(null),
        source.path("data").asText(null));
  }

  static @Nullable String definitions(JsonNode tools) {
    List<Object> definitions = new ArrayList<>();
    tools.forEach(tool -> definitions.add(definition(tool)));
    return definitions.isEmpty() ? null : Json.write(definitions);
  }

  /** Only Anthropic's own tools name a type, and those have no schema. */
  private static Map<String, Object> definition(JsonNode tool) {
    Map<String, Object> definition = new LinkedHashMap<>();
    JsonNode schema = tool.path("input_schema");
    definition.put("type", schema.isObject() ? "function" : tool.path("type").asText("function"));
    definition.put("name", tool.path("name").asText(null));
    if (tool.hasNonNull("description")) {
      definition.put("description", tool.get("description"));
    }
    if (schema.isObject()) {
      definition.put("parameters", schema);
    }
    return definition;
  }
}
