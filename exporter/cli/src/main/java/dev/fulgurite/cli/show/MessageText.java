package dev.fulgurite.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.StringJoiner;

/** A recorded message as plain text. */
final class MessageText {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");

  /** The role, as far as it is one. */
  static String label(String role) {
    return ROLES.contains(role) ? role : "message";
  }

  /** Its texts, the calls it asks for and the results it brings, a line or more each. */
  static String of(JsonNode message) {
    StringJoiner text = new StringJoiner("\n");
    JsonNode content = message.path("content");
    if (message.isTextual() || content.isTextual()) {
      text.add(message.isTextual() ? message.asText() : content.asText());
    }
    message.path("parts").forEach(part -> text.add(part(part)));
    if (content.isArray()) {
      content.forEach(part -> text.add(part(part)));
    }
    message.path("tool_calls").forEach(call -> text.add(call(call)));
    return text.toString();
  }

  private static String part(JsonNode part) {
    return switch (part.path("type").asText("")) {
      case "text", "reasoning" -> part.path(part.has("content") ? "content" : "text").asText("");
      case "tool_call" -> call(part);
      case "tool_call_response" ->
          plain(part.has("response") ? part.get("response") : part.path("result"));
      case "blob" -> "(" + part.path("mime_type").asText("data") + ")";
      default -> plain(part);
    };
  }

  private static String call(JsonNode call) {
    JsonNode function = call.path("function").isObject() ? call.get("function") : call;
    return "calls %s(%s)"
        .formatted(function.path("name").asText("?"), plain(function.path("arguments")));
  }

  private static String plain(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isTextual() ? value.textValue() : value.toString();
  }

  private MessageText() {}
}
