package dev.fulgurite.api;

import java.util.Map;

/**
 * A tool that an assistant's message asks for. Immutable.
 *
 * @param id what the result names it by
 * @param name of the tool
 * @param arguments JSON, as the model wrote it; may be empty
 */
public record ToolCall(String id, String name, String arguments) {
  /**
   * @throws IllegalArgumentException if one is null, or {@code id} or {@code name} is empty
   */
  public ToolCall {
    Refusal.ifEmpty(id, "id");
    Refusal.ifEmpty(name, "name");
    Refusal.ifNull(arguments, "arguments");
  }

  /** As a chat API takes it. */
  Map<String, Object> toMap() {
    Map<String, Object> function = Map.of("name", name, "arguments", arguments);
    return Map.of("id", id, "type", "function", "function", function);
  }
}
