package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's messages in the GenAI conventions' message schema. System messages that open the
 * history are the instructions; later ones stay where they are in it.
 */
final class MessageJson {
  private MessageJson() {}

  static @Nullable String instructions(List<?> messages) {
    List<Object> parts = new ArrayList<>();
    messages.subList(0, opening(messages)).forEach(m -> parts.add(Parts.text(text(m, "text"))));
    return parts.isEmpty() ? null : Json.write(parts);
  }

  static @Nullable String history(List<?> messages) {
    List<?> rest = messages.subList(opening(messages), messages.size());
    return rest.isEmpty() ? null : Json.write(rest.stream().map(MessageJson::message).toList());
  }

  /** What the user said last. */
  static @Nullable String lastUserMessage(List<?> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if ("USER".equals(type(messages.get(i)))) {
        return Json.write(List.of(message(messages.get(i))));
      }
    }
    return null;
  }

  static @Nullable String userText(String text) {
    return Json.write(List.of(Parts.message("user", List.of(Parts.text(text)))));
  }

  static @Nullable String assistantText(String text) {
    Map<String, Object> message = Parts.message("assistant", List.of(Parts.text(text)));
    message.put("finish_reason", "stop");
    return Json.write(List.of(message));
  }

  static @Nullable String output(@Nullable Object response) {
    Object answer = read(response, "aiMessage");
    if (answer == null) {
      return null;
    }
    Map<String, Object> message = message(answer);
    message.put("finish_reason", FinishReasons.ofMessage(response));
    return Json.write(List.of(message));
  }

  private static int opening(List<?> messages) {
    int count = 0;
    while (count < messages.size() && "SYSTEM".equals(type(messages.get(count)))) {
      count++;
    }
    return count;
  }

  private static String type(@Nullable Object message) {
    return String.valueOf(text(message, "type"));
  }

  private static Map<String, Object> message(@Nullable Object message) {
    return switch (type(message)) {
      case "SYSTEM" -> Parts.message("system", List.of(Parts.text(text(message, "text"))));
      case "USER" -> user(message);
      case "AI" -> Parts.message("assistant", answerParts(message));
      case "TOOL_EXECUTION_RESULT" -> Parts.message("tool", List.of(toolResponse(message)));
      default ->
          Parts.message(
              "custom", List.of(Parts.part("custom", "content", text(message, "attributes"))));
    };
  }

  private static Map<String, Object> user(@Nullable Object message) {
    Map<String, Object> user = Parts.message("user", ContentParts.of(list(message, "contents")));
    String name = text(message, "name");
    if (name != null) {
      user.put("name", name);
    }
    return user;
  }

  private static List<Object> answerParts(@Nullable Object answer) {
    List<Object> parts = new ArrayList<>();
    String thinking = text(answer, "thinking");
    if (thinking != null && !thinking.isEmpty()) {
      parts.add(Parts.reasoning(thinking));
    }
    String text = text(answer, "text");
    if (text != null && !text.isEmpty()) {
      parts.add(Parts.text(text));
    }
    list(answer, "toolExecutionRequests").forEach(request -> parts.add(toolCall(request)));
    return parts;
  }

  private static Map<String, Object> toolCall(@Nullable Object request) {
    return Parts.toolCall(text(request, "id"), text(request, "name"), text(request, "arguments"));
  }

  private static Map<String, Object> toolResponse(@Nullable Object message) {
    String text = text(message, "text");
    return Parts.toolResponse(
        text(message, "id"), text != null ? text : ContentParts.of(list(message, "contents")));
  }
}
