package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools of a request as the conventions' tool definitions. */
final class Tools {
  private Tools() {}

  static @Nullable String definitions(JsonNode tools) {
    List<Object> definitions = new ArrayList<>();
    tools.forEach(tool -> definitions.add(definition(tool)));
    return definitions.isEmpty() ? null : Json.write(definitions);
  }

  /** Chat completions nest what is said of a tool under its type; responses do not. */
  private static Map<String, Object> definition(JsonNode tool) {
    String type = tool.path("type").asText("function");
    JsonNode described = tool.path(type).isObject() ? tool.path(type) : tool;
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", type);
    definition.put("name", described.path("name").asText(type));
    for (String key : List.of("description", "parameters")) {
      JsonNode value = described.path(key);
      if (!value.isMissingNode() && !value.isNull()) {
        definition.put(key, value);
      }
    }
    return definition;
  }
}
