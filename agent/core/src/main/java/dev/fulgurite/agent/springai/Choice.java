package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of a model's answers, whole or from the pieces of a stream. Not thread-safe. */
final class Choice {
  private final StringBuilder spoken = new StringBuilder();
  private final List<Object> toolCalls = new ArrayList<>();
  private String reasoning = "";
  private @Nullable String reason;

  void add(@Nullable Object generation) {
    Object output = read(generation, "getOutput");
    String text = text(output, "getText");
    spoken.append(text == null ? "" : text);
    list(output, "getToolCalls").forEach(call -> toolCalls.add(Messages.toolCall(call)));
    // Spring AI repeats all the reasoning so far in each piece.
    if (read(output, "getMetadata") instanceof Map<?, ?> metadata
        && metadata.get("reasoningContent") instanceof String thought
        && !thought.isEmpty()) {
      reasoning = thought;
    }
    String why = text(generation, "getMetadata", "getFinishReason");
    if (why != null && !why.isEmpty()) {
      reason = why.toLowerCase(Locale.ROOT);
    }
  }

  /** In the provider's words. */
  @Nullable String finishReason() {
    return reason;
  }

  Map<String, Object> message() {
    List<Object> parts = new ArrayList<>();
    if (!reasoning.isEmpty()) {
      parts.add(Parts.reasoning(reasoning));
    }
    if (!spoken.isEmpty()) {
      parts.add(Parts.text(spoken.toString()));
    }
    parts.addAll(toolCalls);
    Map<String, Object> message = Parts.message("assistant", parts);
    message.put("finish_reason", schemaReason());
    return message;
  }

  private String schemaReason() {
    if (reason == null) {
      return "stop";
    }
    return switch (reason) {
      case "tool_calls", "tool_use", "tool_call" -> "tool_call";
      case "end_turn", "stop_sequence" -> "stop";
      case "max_tokens" -> "length";
      default -> reason;
    };
  }
}
