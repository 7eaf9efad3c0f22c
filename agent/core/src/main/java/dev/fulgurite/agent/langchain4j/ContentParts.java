package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of a message (text, image, audio, …) as parts of the message schema. */
final class ContentParts {
  /** A longer inline file is recorded by its size alone, in base64 characters. */
  static final int MAX_INLINE = 16 * 1024;

  private ContentParts() {}

  static List<Map<String, Object>> of(List<?> contents) {
    return contents.stream().map(ContentParts::of).toList();
  }

  static Map<String, Object> part(String type, String key, @Nullable Object value) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    part.put(key, value);
    return part;
  }

  private static Map<String, Object> of(@Nullable Object content) {
    String type = String.valueOf(text(content, "type"));
    return switch (type) {
      case "TEXT" -> part("text", "content", text(content, "text"));
      case "IMAGE" -> media("image", read(content, "image"));
      case "AUDIO" -> media("audio", read(content, "audio"));
      case "VIDEO" -> media("video", read(content, "video"));
      case "PDF" -> media("document", read(content, "pdfFile"));
      default -> part("other", "content", type.toLowerCase(Locale.ROOT));
    };
  }

  private static Map<String, Object> media(String modality, @Nullable Object media) {
    String uri = text(media, "url");
    Map<String, Object> part = part(uri != null ? "uri" : "blob", "modality", modality);
    part.put("mime_type", text(media, "mimeType"));
    if (uri != null) {
      part.put("uri", uri);
    } else {
      inline(part, text(media, "base64Data"));
    }
    part.values().removeIf(value -> value == null);
    return part;
  }

  private static void inline(Map<String, Object> part, @Nullable String base64) {
    if (base64 != null && base64.length() <= MAX_INLINE) {
      part.put("content", base64);
    } else if (base64 != null) {
      part.put("size", base64.length() / 4 * 3);
    }
  }
}
