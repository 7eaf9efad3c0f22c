package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Set;

/** Calls of tools and their results, which OpenAI takes together or not at all. */
final class ToolAnswers {
  /** Refuses a prompt of which the one or the other is missing, as of a history that was cut. */
  static void check(ArrayNode prompt) throws NoTrainingLine {
    Set<String> open = new HashSet<>();
    for (JsonNode message : prompt) {
      if (message.path("role").asText().equals("tool")) {
        if (!open.remove(message.path("tool_call_id").asText())) {
          throw new NoTrainingLine("with a tool result that follows no call of its id");
        }
      } else {
        requireNone(open);
        message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
      }
    }
    requireNone(open);
  }

  private static void requireNone(Set<String> open) throws NoTrainingLine {
    if (!open.isEmpty()) {
      throw new NoTrainingLine("with a tool call in the prompt that no result follows");
    }
  }

  private ToolAnswers() {}
}
