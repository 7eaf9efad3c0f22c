package dev.fulgurite.exporter.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fulgurite.api.semconv.GenAi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What ADK asks of a model.
 *
 * @param json missing where ADK was told to keep it
 */
record AdkRequest(JsonNode json) {
  private static final Set<String> SCHEMA_TYPES =
      Set.of("OBJECT", "ARRAY", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "NULL");

  void addTo(Additions out) {
    JsonNode config = json.path("config");
    out.addDouble(GenAi.REQUEST_TEMPERATURE, config.path("temperature"));
    out.addDouble(GenAi.REQUEST_TOP_P, config.path("topP"));
    out.addDouble(GenAi.REQUEST_TOP_K, config.path("topK"));
    out.addLong(GenAi.REQUEST_MAX_TOKENS, config.path("maxOutputTokens"));
    out.addList(GenAi.REQUEST_STOP_SEQUENCES, texts(config.path("stopSequences")));
    addAll(out, GenAi.INPUT_MESSAGES, messages());
    addAll(out, GenAi.SYSTEM_INSTRUCTIONS, AdkJson.parts(config.path("systemInstruction")));
    addAll(out, GenAi.TOOL_DEFINITIONS, tools(config.path("tools")));
  }

  private ArrayNode messages() {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    json.path("contents").forEach(content -> messages.add(AdkJson.message(content)));
    return messages;
  }

  private static ArrayNode tools(JsonNode tools) {
    ArrayNode definitions = JsonNodeFactory.instance.arrayNode();
    for (JsonNode tool : tools) {
      for (JsonNode function : tool.path("functionDeclarations")) {
        definitions.add(definition(function));
      }
    }
    return definitions;
  }

  private static ObjectNode definition(JsonNode function) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode().put("type", "function");
    for (String key : List.of("name", "description")) {
      if (function.has(key)) {
        definition.set(key, function.get(key));
      }
    }
    if (function.has("parameters")) {
      definition.set("parameters", lowerCaseTypes(function.get("parameters").deepCopy()));
    }
    return definition;
  }

  /** Google writes a JSON schema's types in capitals. */
  private static JsonNode lowerCaseTypes(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && SCHEMA_TYPES.contains(object.path("type").asText())) {
      object.set("type", TextNode.valueOf(object.get("type").asText().toLowerCase(Locale.ROOT)));
    }
    schema.forEach(AdkRequest::lowerCaseTypes);
    return schema;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void addAll(Additions out, String key, ArrayNode values) {
    out.add(key, values.isEmpty() ? null : values.toString());
  }
}
