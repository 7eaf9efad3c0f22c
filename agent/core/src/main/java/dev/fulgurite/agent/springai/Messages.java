package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spring AI's messages in the GenAI conventions' message schema. System messages that open the
 * history are the instructions; later ones stay where they are in it.
 */
final class Messages {
  private Messages() {}

  static @Nullable String instructions(List<?> messages) {
    List<Object> parts = new ArrayList<>();
    messages
        .subList(0, opening(messages))
        .forEach(message -> parts.add(Parts.text(text(message, "getText"))));
    return parts.isEmpty() ? null : Json.write(parts);
  }

  static @Nullable String history(List<?> messages) {
    List<?> rest = messages.subList(opening(messages), messages.size());
    return rest.isEmpty() ? null : Json.write(rest.stream().map(Messages::message).toList());
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

  private static int opening(List<?> messages) {
    int count = 0;
    while (count < messages.size() && "SYSTEM".equals(type(messages.get(count)))) {
      count++;
    }
    return count;
  }

  private static String type(@Nullable Object message) {
    return String.valueOf(text(message, "getMessageType", "name"));
  }

  private static Map<String, Object> message(@Nullable Object message) {
    return switch (type(message)) {
      case "SYSTEM" -> Parts.message("system", spoken(message));
      case "ASSISTANT" -> Parts.message("assistant", answerParts(message));
      case "TOOL" -> Parts.message("tool", toolResponses(message));
      default -> Parts.message("user", spoken(message));
    };
  }

  /** What an assistant's message says and asks for. */
  static List<Object> answerParts(@Nullable Object message) {
    List<Object> parts = new ArrayList<>(spoken(message));
    list(message, "getToolCalls").forEach(call -> parts.add(toolCall(call)));
    return parts;
  }

  static Map<String, Object> toolCall(@Nullable Object call) {
    return Parts.toolCall(text(call, "id"), text(call, "name"), text(call, "arguments"));
  }

  private static List<Object> spoken(@Nullable Object message) {
    List<Object> parts = new ArrayList<>();
    String text = text(message, "getText");
    if (text != null && !text.isEmpty()) {
      parts.add(Parts.text(text));
    }
    list(message, "getMedia").forEach(media -> parts.add(media(media)));
    return parts;
  }

  private static List<Object> toolResponses(@Nullable Object message) {
    List<Object> parts = new ArrayList<>();
    for (Object response : list(message, "getResponses")) {
      parts.add(Parts.toolResponse(text(response, "id"), text(response, "responseData")));
    }
    return parts;
  }

  private static Map<String, Object> media(@Nullable Object media) {
    String type = String.valueOf(text(media, "getMimeType"));
    Object data = read(media, "getData");
    String modality = type.substring(0, Math.max(0, type.indexOf('/')));
    boolean known = List.of("image", "audio", "video").contains(modality);
    return Parts.media(
        known ? modality : "document",
        type,
        data instanceof String uri ? uri : null,
        data instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : null);
  }
}
