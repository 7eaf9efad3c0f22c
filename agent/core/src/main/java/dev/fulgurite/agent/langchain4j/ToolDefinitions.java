package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tool specifications as the conventions' tool definitions, their parameters as JSON Schema. */
final class ToolDefinitions {
  private ToolDefinitions() {}

  static @Nullable String of(List<?> specifications) {
    return specifications.isEmpty()
        ? null
        : Json.write(specifications.stream().map(ToolDefinitions::definition).toList());
  }

  static @Nullable String description(List<?> specifications, @Nullable String name) {
    for (Object specification : specifications) {
      if (name != null && name.equals(text(specification, "name"))) {
        return text(specification, "description");
      }
    }
    return null;
  }

  private static Map<String, Object> definition(@Nullable Object specification) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", "function");
    definition.put("name", text(specification, "name"));
    putIfKnown(definition, "description", read(specification, "description"));
    putIfKnown(definition, "parameters", schema(read(specification, "parameters")));
    return definition;
  }

  private static @Nullable Object schema(@Nullable Object element) {
    if (element == null) {
      return null;
    }
    String kind = element.getClass().getSimpleName();
    if (kind.equals("JsonRawSchema")) {
      return Json.parse(text(element, "schema"));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    putIfKnown(schema, "type", type(kind));
    putIfKnown(schema, "description", read(element, "description"));
    putIfKnown(schema, "properties", schemas(read(element, "properties")));
    putIfKnown(schema, "required", read(element, "required"));
    putIfKnown(schema, "additionalProperties", read(element, "additionalProperties"));
    putIfKnown(schema, "$defs", schemas(read(element, "definitions")));
    putIfKnown(schema, "items", schema(read(element, "items")));
    putIfKnown(schema, "enum", read(element, "enumValues"));
    putIfKnown(
        schema, "anyOf", list(element, "anyOf").stream().map(ToolDefinitions::schema).toList());
    String reference = text(element, "reference");
    putIfKnown(schema, "$ref", reference == null ? null : "#/$defs/" + reference);
    return schema;
  }

  private static @Nullable String type(String kind) {
    return switch (kind) {
      case "JsonObjectSchema" -> "object";
      case "JsonArraySchema" -> "array";
      case "JsonStringSchema", "JsonEnumSchema" -> "string";
      case "JsonIntegerSchema" -> "integer";
      case "JsonNumberSchema" -> "number";
      case "JsonBooleanSchema" -> "boolean";
      case "JsonNullSchema" -> "null";
      default -> null;
    };
  }

  private static @Nullable Object schemas(@Nullable Object byName) {
    if (!(byName instanceof Map<?, ?> elements)) {
      return null;
    }
    Map<String, Object> schemas = new LinkedHashMap<>();
    elements.forEach((name, element) -> schemas.put(String.valueOf(name), schema(element)));
    return schemas;
  }

  private static void putIfKnown(Map<String, Object> target, String key, @Nullable Object value) {
    boolean empty = value instanceof List<?> list && list.isEmpty();
    if (value != null && !empty && !(key.equals("$defs") && Map.of().equals(value))) {
      target.put(key, value);
    }
  }
}
