package dev.fulgurite.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message's content, a text or a list of parts, of either of OpenAI's APIs. */
final class ContentParts {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private ContentParts() {}

  static List<Map<String, Object>> of(JsonNode content) {
    List<Map<String, Object>> parts = new ArrayList<>();
    if (content.isTextual() && !content.asText().isEmpty()) {
      parts.add(Parts.text(content.asText()));
    }
    if (content.isArray()) {
      content.forEach(part -> parts.add(part(part)));
    }
    return parts;
  }

  /** A tool's answer: its text, or the parts of it. */
  static @Nullable Object value(JsonNode content) {
    if (content.isArray()) {
      return of(content);
    }
    return content.isTextual() ? content.asText() : null;
  }

  private static Map<String, Object> part(JsonNode part) {
    String type = part.path("type").asText("");
    return switch (type) {
      case "text", "input_text", "output_text" -> Parts.text(part.path("text").asText());
      case "refusal" -> Parts.part(type, "content", part.path("refusal").asText());
      case "image_url" -> image(part.path("image_url").path("url").asText(""));
      case "input_image" -> image(part.path("image_url").asText(""));
      case "input_audio" -> audio(part.path("input_audio"));
      case "file" -> file(part.path("file"));
      case "input_file" -> file(part);
      default -> Parts.part("other", "content", type);
    };
  }

  private static Map<String, Object> image(String url) {
    return media("image", url);
  }

  private static Map<String, Object> audio(JsonNode audio) {
    String mimeType = "audio/" + audio.path("format").asText("*");
    return Parts.media("audio", mimeType, null, audio.path("data").asText(null));
  }

  private static Map<String, Object> file(JsonNode file) {
    String id = file.path("file_id").asText(null);
    return id != null
        ? Parts.part("file", "file_id", id)
        : media("document", file.path("file_data").asText(file.path("file_url").asText("")));
  }

  private static Map<String, Object> media(String modality, String url) {
    int data = url.indexOf(BASE64);
    return url.startsWith(DATA) && data > 0
        ? Parts.media(
            modality,
            url.substring(DATA.length(), data),
            null,
            url.substring(data + BASE64.length()))
        : Parts.media(modality, null, url, null);
  }
}
