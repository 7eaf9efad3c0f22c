package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tool callbacks as the conventions' tool definitions. */
final class ToolDefinitions {
  private ToolDefinitions() {}

  static @Nullable String of(List<?> callbacks) {
    return callbacks.isEmpty()
        ? null
        : Json.write(callbacks.stream().map(ToolDefinitions::definition).toList());
  }

  private static Map<String, Object> definition(@Nullable Object callback) {
    Object described = read(callback, "getToolDefinition");
    Map<String, Object> definition = Parts.part("function", "name", text(described, "name"));
    String description = text(described, "description");
    if (description != null) {
      definition.put("description", description);
    }
    Object schema = Json.parse(text(described, "inputSchema"));
    if (schema != null) {
      definition.put("parameters", schema);
    }
    return definition;
  }
}
