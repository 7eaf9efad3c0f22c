package dev.fulgurite.agent.genai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON from maps, lists and plain values; never from the application's own objects. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static @Nullable String write(@Nullable Object value) {
    try {
      return value == null ? null : MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      return null;
    }
  }

  /** The object or array that {@code text} is the JSON of, else the text itself. */
  public static @Nullable Object parse(@Nullable String text) {
    if (text == null || !(text.startsWith("{") || text.startsWith("["))) {
      return text;
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return text;
    }
  }
}
