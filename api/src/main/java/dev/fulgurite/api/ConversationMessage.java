package dev.fulgurite.api;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a {@link Conversation}. Immutable.
 *
 * @param content never empty, but for an assistant that only calls tools
 * @param toolCalls what an assistant asks for; empty for every other role
 * @param toolCallId which call a tool's message answers; null for the latest one, and for every
 *     other role
 */
public record ConversationMessage(
    Role role, String content, List<ToolCall> toolCalls, @Nullable String toolCallId) {
  /**
   * Takes its own copy of the list.
   *
   * @throws IllegalArgumentException if it is no message that a chat API would take
   */
  public ConversationMessage {
    Refusal.ifNull(role, "role");
    Refusal.ifNull(content, "content");
    toolCalls = List.copyOf(Refusal.ifNull(toolCalls, "toolCalls"));
    if (content.isEmpty() && toolCalls.isEmpty()) {
      throw new Refusal(
          "content must not be empty: leave the " + role.word() + " message out, or say something");
    }
    if (!toolCalls.isEmpty() && role != Role.ASSISTANT) {
      throw new Refusal(
          "toolCalls must be empty for the role '%s', were %d: only an assistant calls tools"
              .formatted(role.word(), toolCalls.size()));
    }
    if (toolCallId != null && (role != Role.TOOL || toolCallId.isEmpty())) {
      throw new Refusal(
          "toolCallId must be null for the role '%s', was '%s': only a tool answers a call"
              .formatted(role.word(), toolCallId));
    }
  }

  /** Text alone. */
  public static ConversationMessage of(Role role, String content) {
    return new ConversationMessage(role, content, List.of(), null);
  }

  /** The answer to a tool call. */
  public static ConversationMessage toolResult(String toolCallId, String content) {
    return new ConversationMessage(
        Role.TOOL, content, List.of(), Refusal.ifEmpty(toolCallId, "toolCallId"));
  }

  /** An assistant that calls tools; {@code content} may be empty. */
  public static ConversationMessage calling(String content, ToolCall... calls) {
    return new ConversationMessage(
        Role.ASSISTANT, content, List.of(Refusal.ifNull(calls, "calls")), null);
  }

  /**
   * As a chat API takes it: {@code role} and {@code content}, {@code tool_calls} and {@code
   * tool_call_id} where there are such. Immutable.
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("role", role.word());
    map.put("content", content);
    if (!toolCalls.isEmpty()) {
      map.put("tool_calls", toolCallMaps());
    }
    if (toolCallId != null) {
      map.put("tool_call_id", toolCallId);
    }
    return Collections.unmodifiableMap(map);
  }

  private List<Map<String, Object>> toolCallMaps() {
    return toolCalls.stream().map(ToolCall::toMap).toList();
  }

  /** Everything a model reads of it, for counting. */
  String text() {
    if (toolCalls.isEmpty()) {
      return content;
    }
    StringBuilder text = new StringBuilder(content);
    for (ToolCall call : toolCalls) {
      text.append(' ').append(call.name()).append(' ').append(call.arguments());
    }
    return text.toString();
  }

  /** What its span has beside role and body. */
  Map<String, Object> attributes() {
    if (toolCallId != null) {
      return Map.of(GenAi.TOOL_CALL_ID, toolCallId);
    }
    return toolCalls.isEmpty()
        ? Map.of()
        : Map.of(Fulgurite.MESSAGE_TOOL_CALLS, JsonWriter.write(toolCallMaps()).text());
  }
}
