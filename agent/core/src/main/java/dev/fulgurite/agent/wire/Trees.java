package dev.fulgurite.agent.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON as trees. */
public final class Trees {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Trees() {}

  /** A missing node where {@code text} is no JSON of an object or array. */
  public static JsonNode parse(String text) {
    if (!(text.startsWith("{") || text.startsWith("["))) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
