package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;

/** A streamed response: its last event has it all; before that, what has come. */
final class ResponseAssembly implements Api.Assembly {
  private JsonNode response = JsonNodeFactory.instance.objectNode();
  private final StringBuilder text = new StringBuilder();

  @Override
  public synchronized void add(JsonNode event) {
    String type = event.path("type").asText("");
    if (event.path("response").isObject()) {
      response = event.get("response");
    } else if (type.equals("response.output_text.delta")) {
      text.append(event.path("delta").asText());
    } else if (type.equals("error")) {
      ObjectNode failed = response.deepCopy();
      response = failed.set("error", event);
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
