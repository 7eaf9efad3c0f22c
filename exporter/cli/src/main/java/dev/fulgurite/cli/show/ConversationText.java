package dev.fulgurite.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.training.CallContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last thing that was said to a model, and its answer. Earlier turns have their own spans. */
final class ConversationText {
  private final Ansi ansi;
  private final int maxText;

  ConversationText(Ansi ansi, int maxText) {
    this.ansi = ansi;
    this.maxText = maxText;
  }

  List<String> of(StoredSpan span) {
    CallContent content = CallContent.of(span);
    List<String> lines = new ArrayList<>();
    JsonNode asked = last(content.prompt());
    // A tool's result has been told by the tool's own span.
    if (asked != null && asked.path("role").asText("user").equals("user")) {
      said(lines, "user", asked);
    }
    JsonNode answered = last(content.response());
    // An agent's answer is that of its last model call.
    if (answered != null && EventKind.of(span) == EventKind.LLM) {
      said(lines, "assistant", answered);
    }
    return lines;
  }

  private void said(List<String> lines, String who, JsonNode message) {
    JsonNode parts = message.path("parts");
    String text = parts.isArray() ? texts(parts) : message.path("content").asText("");
    if (!text.isBlank()) {
      lines.add(ansi.dim(who + ": ") + Printable.line(text, maxText));
    }
    for (JsonNode call : parts.isArray() ? parts : message.path("tool_calls")) {
      JsonNode function = call.path("function").isObject() ? call.get("function") : call;
      if (function.has("name") && !call.path("type").asText("").equals("tool_call_response")) {
        String arguments = text(function.path("arguments"));
        String asked = function.path("name").asText() + "(" + arguments + ")";
        lines.add(ansi.dim(who + " calls ") + Printable.line(asked, maxText));
      }
    }
  }

  private static String texts(JsonNode parts) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts) {
      if (part.path("type").asText("").equals("text")) {
        text.append(text.isEmpty() ? "" : " ").append(part.path("content").asText(""));
      }
    }
    return text.toString();
  }

  private static String text(JsonNode arguments) {
    return arguments.isTextual()
        ? arguments.textValue()
        : arguments.isMissingNode() || arguments.isNull() ? "" : arguments.toString();
  }

  private static @Nullable JsonNode last(@Nullable JsonNode messages) {
    return messages != null && messages.isArray() && !messages.isEmpty()
        ? messages.get(messages.size() - 1)
        : null;
  }
}
