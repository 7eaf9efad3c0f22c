package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tool calls and definitions in the form of OpenAI's chat completions. Calls without an id get
 * {@code call_1}, {@code call_2} and so on, as do results, which answer in order. Used for one
 * line.
 */
final class ToolCalls {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int calls;
  private int results;

  /** One call, flat or with its {@code function} apart; the arguments become a string. */
  ObjectNode one(JsonNode call) throws NoTrainingLine {
    JsonNode function = call.path("function").isObject() ? call.get("function") : call;
    String name = function.path("name").asText("");
    if (name.isEmpty()) {
      throw new NoTrainingLine("with a tool call without a name");
    }
    JsonNode arguments = function.path("arguments");
    boolean none = arguments.isNull() || arguments.isMissingNode();
    ObjectNode converted =
        NODES.objectNode().put("id", callId(call.path("id"))).put("type", "function");
    converted
        .putObject("function")
        .put("name", name)
        .put("arguments", none ? "{}" : JsonLines.text(arguments));
    return converted;
  }

  ArrayNode all(JsonNode calls) throws NoTrainingLine {
    ArrayNode converted = NODES.arrayNode();
    for (JsonNode call : calls) {
      converted.add(one(call));
    }
    return converted;
  }

  /** The id of the call that a result answers. */
  String resultId(JsonNode id) {
    return absent(id) ? "call_" + ++results : id.asText();
  }

  private String callId(JsonNode id) {
    return absent(id) ? "call_" + ++calls : id.asText();
  }

  private static boolean absent(JsonNode id) {
    return id.isNull() || id.asText("").isEmpty();
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
    if (!function.path("name").isTextual() || function.get("name").asText().isEmpty()) {
      return;
    }
    ObjectNode converted = tools.addObject().put("type", "function").putObject("function");
    converted.set("name", function.get("name"));
    JsonNode parameters = function.path("parameters");
    parameters = parameters.isTextual() ? JsonLines.parse(parameters.textValue()) : parameters;
    set(converted, "description", function.path("description"), JsonNode::isTextual);
    set(converted, "parameters", parameters, JsonNode::isObject);
    set(converted, "strict", function.path("strict"), JsonNode::isBoolean);
  }

  private static void set(
      ObjectNode target, String field, JsonNode value, Predicate<JsonNode> fits) {
    if (fits.test(value)) {
      target.set(field, value);
    }
  }
}
