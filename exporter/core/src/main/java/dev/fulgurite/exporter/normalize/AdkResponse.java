package dev.fulgurite.exporter.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Locale;

/**
 * What a model answered to ADK.
 *
 * @param json missing where it failed, or ADK was told to keep it
 */
record AdkResponse(JsonNode json) {
  void addTo(Additions out) {
    String reason = json.path("finishReason").asText("").toLowerCase(Locale.ROOT);
    out.addList(GenAi.RESPONSE_FINISH_REASONS, reason.isEmpty() ? List.of() : List.of(reason));
    JsonNode usage = json.path("usageMetadata");
    out.addLong(GenAi.USAGE_INPUT_TOKENS, usage.path("promptTokenCount"));
    out.addLong(GenAi.USAGE_OUTPUT_TOKENS, usage.path("candidatesTokenCount"));
    if (json.has("modelVersion")) {
      out.add(GenAi.RESPONSE_MODEL, json.path("modelVersion").asText());
    }
    if (json.path("content").has("parts")) {
      ObjectNode message = AdkJson.message(json.get("content"));
      message.put("role", "assistant");
      if (!reason.isEmpty()) {
        message.put("finish_reason", reason);
      }
      out.add(GenAi.OUTPUT_MESSAGES, JsonNodeFactory.instance.arrayNode().add(message).toString());
    }
  }
}
