package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The parts of one message, sorted into what OpenAI's form keeps apart. */
final class MessageParts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ArrayNode content = NODES.arrayNode();
  private final ArrayNode toolCalls = NODES.arrayNode();
  private final ArrayNode toolMessages = NODES.arrayNode();
  private final ToolCalls tools;
  private boolean reasoning;

  MessageParts(ToolCalls tools) {
    this.tools = tools;
  }

  void add(JsonNode part) throws NoTrainingLine {
    String type = part.path("type").asText("");
    switch (type) {
      case "text" ->
          content.addObject().put("type", "text").put("text", part.path("content").asText(""));
      case "tool_call" -> toolCalls.add(tools.one(part));
      case "tool_call_response" -> toolMessages.add(toolMessage(part));
      case "uri" -> addImage(part, part.path("uri").asText(""));
      case "blob" -> addImage(part, dataUrl(part));
      // The form has no place for what the model thought.
      case "reasoning" -> reasoning = true;
      default -> throw unknown(type);
    }
  }

  /** A string for one text, a list for more, null for none. */
  JsonNode content() {
    if (content.isEmpty()) {
      return NullNode.getInstance();
    }
    boolean oneText = content.size() == 1 && content.get(0).has("text");
    return oneText ? content.get(0).get("text") : content;
  }

  ArrayNode toolCalls() {
    return toolCalls;
  }

  ArrayNode toolMessages() {
    return toolMessages;
  }

  boolean hadReasoning() {
    return reasoning;
  }

  boolean hasOwnContent() {
    return !content.isEmpty() || !toolCalls.isEmpty();
  }

  private ObjectNode toolMessage(JsonNode part) {
    JsonNode result = part.has("response") ? part.get("response") : part.path("result");
    return NODES
        .objectNode()
        .put("role", "tool")
        .put("content", result.isNull() || result.isMissingNode() ? "" : JsonLines.text(result))
        .put("tool_call_id", tools.resultId(part.path("id")));
  }

  private void addImage(JsonNode part, String url) throws NoTrainingLine {
    boolean image =
        part.path("modality").asText("").equals("image")
            || part.path("mime_type").asText("").startsWith("image/");
    if (!image) {
      throw unknown(part.path("type").asText());
    }
    content.addObject().put("type", "image_url").putObject("image_url").put("url", url);
  }

  private static String dataUrl(JsonNode part) {
    String mime = part.path("mime_type").asText("image/png");
    return "data:" + mime + ";base64," + part.path("content").asText("");
  }

  private static NoTrainingLine unknown(String type) {
    return new NoTrainingLine("with a part of the type '" + type + "'");
  }
}
