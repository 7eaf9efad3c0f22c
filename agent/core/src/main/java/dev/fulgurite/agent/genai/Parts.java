package dev.fulgurite.agent.genai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages and their parts in the GenAI conventions' message schema, as {@link Json} writes it. */
public final class Parts {
  /** A longer inline file is recorded by its size alone; in base64 characters. */
  static final int MAX_INLINE = 16 * 1024;

  private Parts() {}

  public static Map<String, Object> message(String role, List<?> parts) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("parts", parts);
    return message;
  }

  public static Map<String, Object> text(@Nullable String text) {
    return part("text", "content", text);
  }

  public static Map<String, Object> reasoning(String text) {
    return part("reasoning", "content", text);
  }

  /**
   * @param arguments JSON, which stays structured, or any other text
   */
  public static Map<String, Object> toolCall(
      @Nullable String id, @Nullable String name, @Nullable String arguments) {
    Map<String, Object> part = part("tool_call", "id", id);
    part.put("name", name);
    part.put("arguments", Json.parse(arguments));
    return part;
  }

  public static Map<String, Object> toolResponse(@Nullable String id, @Nullable Object response) {
    Map<String, Object> part = part("tool_call_response", "id", id);
    part.put("response", response);
    return part;
  }

  /**
   * A file by its address, else inline.
   *
   * @param modality image, audio, video or document
   */
  public static Map<String, Object> media(
      String modality, @Nullable String mimeType, @Nullable String uri, @Nullable String base64) {
    Map<String, Object> part = part(uri != null ? "uri" : "blob", "modality", modality);
    part.put("mime_type", mimeType);
    if (uri != null) {
      part.put("uri", uri);
    } else if (base64 != null && base64.length() <= MAX_INLINE) {
      part.put("content", base64);
    } else if (base64 != null) {
      part.put("size", base64.length() / 4 * 3);
    }
    part.values().removeIf(Objects::isNull);
    return part;
  }

  public static Map<String, Object> part(String type, String key, @Nullable Object value) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    part.put(key, value);
    return part;
  }
}
