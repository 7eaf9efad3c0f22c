package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.Wire;

/** A streamed response: its last event has it all; before that, what has come. */
final class ResponseAssembly implements Api.Assembly {
  private JsonNode response = JsonNodeFactory.instance.objectNode();
  private final StringBuilder text = new StringBuilder();

  @Override
  public synchronized void add(Object event) {
    JsonNode node = Wire.of(event);
    String type = node.path("type").asText("");
    if (node.path("response").isObject()) {
      response = node.get("response");
    } else if (type.equals("response.output_text.delta")) {
      text.append(node.path("delta").asText());
    } else if (type.equals("error")) {
      ObjectNode failed = response.deepCopy();
      response = failed.set("error", node);
    }
  }

  @Override
  public synchronized Answer answer() {
    if (response.path("output").isEmpty() && text.length() > 0) {
      ObjectNode partial = response.deepCopy();
      ObjectNode message = partial.putArray("output").addObject().put("type", "message");
      message.put("content", text.toString());
      return Responses.answer(partial);
    }
    return Responses.answer(response);
  }
}
