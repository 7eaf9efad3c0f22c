package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Tells turns apart by what they say. Ids of tool calls, which providers make up anew each time,
 * count by their order alone.
 *
 * @param input of the messages and tools
 */
record TurnDigest(String input, String answer) {
  static TurnDigest of(Turn turn) {
    Map<String, String> ids = new HashMap<>();
    String prompt = withoutIds(turn.prompt(), ids).toString();
    return new TurnDigest(
        sha256(prompt + "\n" + turn.tools()), sha256(withoutIds(turn.answer(), ids).toString()));
  }

  private static ArrayNode withoutIds(ArrayNode messages, Map<String, String> ids) {
    ArrayNode copy = messages.deepCopy();
    for (JsonNode message : copy) {
      replace(message, "tool_call_id", ids);
      message.path("tool_calls").forEach(call -> replace(call, "id", ids));
    }
    return copy;
  }

  private static void replace(JsonNode holder, String field, Map<String, String> ids) {
    if (holder.has(field)) {
      String id = holder.get(field).asText();
      ((ObjectNode) holder).put(field, ids.computeIfAbsent(id, any -> "call_" + ids.size()));
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
