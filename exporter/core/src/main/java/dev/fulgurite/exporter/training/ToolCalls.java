package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Tool calls and definitions in the form of OpenAI's chat completions. */
final class ToolCalls {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One call, flat or with its {@code function} apart; the arguments become a string. */
  static ObjectNode one(JsonNode call) throws NoTrainingLine {
    JsonNode function = call.path("function").isObject() ? call.get("function") : call;
    String name = function.path("name").asText("");
    if (name.isEmpty()) {
      throw new NoTrainingLine("with a tool call without a name");
    }
    JsonNode arguments = function.path("arguments");
    boolean none = arguments.isNull() || arguments.isMissingNode();
    ObjectNode converted =
        NODES.objectNode().put("id", id(call.path("id"))).put("type", "function");
    converted
        .putObject("function")
        .put("name", name)
        .put("arguments", none ? "{}" : JsonLines.text(arguments));
    return converted;
  }

  static ArrayNode all(JsonNode calls) throws NoTrainingLine {
    ArrayNode converted = NODES.arrayNode();
    for (JsonNode call : calls) {
      converted.add(one(call));
    }
    return converted;
  }

  static String id(JsonNode id) throws NoTrainingLine {
    if (id.asText("").isEmpty() || id.isNull()) {
      throw new NoTrainingLine("with a tool call without an id");
    }
    return id.asText();
  }

  /** Definitions; null for none, and those without a name are no definitions. */
  static @Nullable ArrayNode definitions(@Nullable JsonNode recorded) {
    ArrayNode tools = NODES.arrayNode();
    if (recorded != null && recorded.isArray()) {
      recorded.forEach(definition -> addDefinition(tools, definition));
    }
    return tools.isEmpty() ? null : tools;
  }

  private static void addDefinition(ArrayNode tools, JsonNode recorded) {
    JsonNode function = recorded.path("function").isObject() ? recorded.get("function") : recorded;
    if (!function.path("name").isTextual()) {
      return;
    }
    ObjectNode converted = tools.addObject().put("type", "function").putObject("function");
    for (String field : new String[] {"name", "description", "parameters", "strict"}) {
      if (function.hasNonNull(field)) {
        JsonNode value = function.get(field);
        boolean schema = field.equals("parameters") && value.isTextual();
        converted.set(field, schema ? JsonLines.parse(value.textValue()) : value);
      }
    }
  }

  private ToolCalls() {}
}
