package dev.fulgurite.agent.mcp;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request was answered with.
 *
 * @param result the SDK's {@code CallToolResult}, say
 */
record McpResult(@Nullable Object result) {
  boolean isError() {
    return Boolean.TRUE.equals(read(result, "isError"));
  }

  /** What a tool said: one text as it is, else JSON. */
  @Nullable String content() {
    Object structured = read(result, "structuredContent");
    if (structured != null) {
      return Json.write(plain(structured));
    }
    List<?> contents = list(result, "content");
    String only = contents.size() == 1 ? text(contents.get(0), "text") : null;
    return contents.isEmpty() || only != null
        ? only
        : Json.write(contents.stream().map(McpResult::described).toList());
  }

  private static Map<String, Object> described(@Nullable Object content) {
    Map<String, Object> described = new LinkedHashMap<>();
    for (String key : List.of("type", "text", "uri", "mimeType")) {
      String value = text(content, key);
      if (value != null) {
        described.put(key, value);
      }
    }
    return described;
  }

  /** {@code value} as the JSON it was sent as; objects of the application by their string form. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
      return plain;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    boolean simple = value == null || value instanceof Number || value instanceof Boolean;
    return simple ? value : text(value);
  }
}
