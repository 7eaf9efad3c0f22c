package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of a message (text, image, audio, …) as parts of the message schema. */
final class ContentParts {
  private ContentParts() {}

  static List<Map<String, Object>> of(List<?> contents) {
    return contents.stream().map(ContentParts::of).toList();
  }

  private static Map<String, Object> of(@Nullable Object content) {
    String type = String.valueOf(text(content, "type"));
    return switch (type) {
      case "TEXT" -> Parts.text(text(content, "text"));
      case "IMAGE" -> media("image", read(content, "image"));
      case "AUDIO" -> media("audio", read(content, "audio"));
      case "VIDEO" -> media("video", read(content, "video"));
      case "PDF" -> media("document", read(content, "pdfFile"));
      default -> Parts.part("other", "content", type.toLowerCase(Locale.ROOT));
    };
  }

  private static Map<String, Object> media(String modality, @Nullable Object media) {
    return Parts.media(
        modality, text(media, "mimeType"), text(media, "url"), text(media, "base64Data"));
  }
}
