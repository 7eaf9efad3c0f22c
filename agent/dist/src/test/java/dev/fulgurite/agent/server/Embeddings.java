package dev.fulgurite.agent.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** OpenAI's {@code /embeddings}: one vector per text, which holds the text's length. */
final class Embeddings implements Dialect {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public boolean serves(String path) {
    return path.endsWith("/embeddings");
  }

  @Override
  public Question question(String path, JsonNode request) {
    JsonNode input = request.path("input");
    String text = input.isTextual() ? input.asText() : input.path(0).asText();
    return new Question(request.path("model").asText(), text, List.of(), 0);
  }

  @Override
  public Reply answer(String path, JsonNode request, Question question) {
    ObjectNode body = NODES.objectNode().put("object", "list");
    body.put("model", question.model() + "-canned");
    body.putObject("usage").put("prompt_tokens", Usage.INPUT).put("total_tokens", Usage.INPUT);
    ArrayNode data = body.putArray("data");
    JsonNode input = request.path("input");
    boolean base64 = request.path("encoding_format").asText().equals("base64");
    for (int i = 0; i < (input.isArray() ? input.size() : 1); i++) {
      String text = input.isArray() ? input.get(i).asText() : input.asText();
      ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
      one.set("embedding", vector(text.length(), base64));
    }
    return Reply.json(body);
  }

  private static JsonNode vector(float length, boolean base64) {
    if (!base64) {
      return NODES.arrayNode().add(length).add(0.5f);
    }
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(length).putFloat(0.5f);
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes.array()));
  }
}
