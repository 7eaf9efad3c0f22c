package dev.fulgurite.agent.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.Trees;
import java.util.Map;
import java.util.TreeMap;

/** The events of a streamed message, put together to what it would be as a whole. */
final class MessageAssembly implements Api.Assembly {
  private ObjectNode whole = JsonNodeFactory.instance.objectNode();
  private final Map<Integer, Block> blocks = new TreeMap<>();

  @Override
  public synchronized void add(JsonNode node) {
    switch (node.path("type").asText("")) {
      case "message_start" -> {
        if (node.path("message") instanceof ObjectNode started) {
          whole = started;
        }
      }
      case "content_block_start" -> {
        if (node.path("content_block") instanceof ObjectNode started) {
          blocks.put(node.path("index").asInt(), new Block(started));
        }
      }
      case "content_block_delta" -> {
        Block block = blocks.get(node.path("index").asInt());
        if (block != null) {
          block.add(node.path("delta"));
        }
      }
      case "message_delta" -> {
        whole.set("stop_reason", node.path("delta").path("stop_reason"));
        // Only what it tells again is newer.
        node.path("usage").properties().forEach(this::count);
      }
      default -> {}
    }
  }

  private void count(Map.Entry<String, JsonNode> tokens) {
    if (tokens.getValue().isNumber() && whole.path("usage") instanceof ObjectNode usage) {
      usage.set(tokens.getKey(), tokens.getValue());
    }
  }

  @Override
  public synchronized Answer answer() {
    ArrayNode content = whole.putArray("content");
    blocks.values().forEach(block -> content.add(block.whole()));
    return Messages.answer(whole);
  }

  private record Block(ObjectNode start, StringBuilder text, StringBuilder input) {
    Block(ObjectNode start) {
      this(start, new StringBuilder(), new StringBuilder());
    }

    void add(JsonNode delta) {
      text.append(delta.path("text").asText("")).append(delta.path("thinking").asText(""));
      input.append(delta.path("partial_json").asText(""));
    }

    ObjectNode whole() {
      String type = start.path("type").asText("");
      if (type.equals("text") || type.equals("thinking")) {
        start.put(type, text.toString());
        return start;
      }
      JsonNode complete = Trees.parse(input.toString());
      if (!complete.isMissingNode()) {
        start.set("input", complete);
      }
      return start;
    }
  }
}
