package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields whose texts come in pieces. */
final class Texts {
  private final Map<String, StringBuilder> fields = new LinkedHashMap<>();

  Texts(String... names) {
    for (String name : names) {
      fields.put(name, new StringBuilder());
    }
  }

  void add(JsonNode pieces) {
    fields.forEach((name, text) -> text.append(pieces.path(name).asText("")));
  }

  ObjectNode writeTo(ObjectNode target) {
    fields.forEach((name, text) -> target.put(name, text.toString()));
    return target;
  }
}
