package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object event: five types with a literal, named as Python does, and JSON for the rest. */
final class ObjectAttributes {
  static void describe(@Nullable Object value, EventAttributes out) {
    String literalType = ObjectLiterals.typeOf(value);
    if (literalType != null) {
      out.put(AgentLightning.OBJECT_TYPE, literalType);
      out.put(AgentLightning.OBJECT_LITERAL, ObjectLiterals.write(value));
      return;
    }
    JsonWriter.Json json = JsonWriter.write(value);
    out.put(AgentLightning.OBJECT_TYPE, jsonType(value));
    out.put(AgentLightning.OBJECT_JSON, json.text());
    if (json.stringified()) {
      out.put(Fulgurite.OBJECT_STRINGIFIED, true);
    }
    if (json.truncated()) {
      out.truncated();
    }
  }

  private static String jsonType(@Nullable Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof Map) {
      return "dict";
    }
    boolean list = value instanceof List || value.getClass().isArray();
    return list ? "list" : value.getClass().getName();
  }

  private ObjectAttributes() {}
}
