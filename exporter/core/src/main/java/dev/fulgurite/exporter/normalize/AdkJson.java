package dev.fulgurite.exporter.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Google's contents and parts as the GenAI conventions' messages and parts. */
final class AdkJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Missing where there is none, or it has been cut. */
  static JsonNode parse(@Nullable String json) {
    try {
      return json == null ? MissingNode.getInstance() : MAPPER.readTree(json);
    } catch (JsonProcessingException cut) {
      return MissingNode.getInstance();
    }
  }

  static ObjectNode message(JsonNode content) {
    ArrayNode parts = parts(content);
    ObjectNode message = NODES.objectNode();
    message.put("role", role(content.path("role").asText(), parts));
    message.set("parts", parts);
    return message;
  }

  static ArrayNode parts(JsonNode content) {
    ArrayNode parts = NODES.arrayNode();
    content.path("parts").forEach(part -> parts.add(part(part)));
    return parts;
  }

  /** Google has tools answer as the user. */
  private static String role(String role, ArrayNode parts) {
    boolean tool = !parts.isEmpty() && parts.get(0).path("type").asText().endsWith("_response");
    return tool ? "tool" : role.equals("model") ? "assistant" : role.isEmpty() ? "user" : role;
  }

  private static ObjectNode part(JsonNode part) {
    ObjectNode out = NODES.objectNode();
    JsonNode call = part.path("functionCall");
    JsonNode response = part.path("functionResponse");
    JsonNode file = part.path("fileData");
    if (part.has("text")) {
      out.put("type", part.path("thought").asBoolean() ? "reasoning" : "text");
      out.set("content", part.get("text"));
    } else if (!call.isMissingNode()) {
      out.put("type", "tool_call");
      copy(call, Map.of("id", "id", "name", "name", "args", "arguments"), out);
    } else if (!response.isMissingNode()) {
      out.put("type", "tool_call_response");
      copy(response, Map.of("id", "id", "response", "response"), out);
    } else if (!file.isMissingNode()) {
      out.put("type", "uri").put("modality", modality(file.path("mimeType").asText()));
      copy(file, Map.of("mimeType", "mime_type", "fileUri", "uri"), out);
    } else {
      part.fieldNames().forEachRemaining(name -> other(name, part.get(name), out));
    }
    return out;
  }

  /** Such as executable code and what it printed; the conventions allow any type. */
  private static void other(String name, JsonNode value, ObjectNode out) {
    if (!out.has("type")) {
      out.put("type", name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
    out.set(name, value);
  }

  private static String modality(String mimeType) {
    int slash = mimeType.indexOf('/');
    String kind = slash < 0 ? "" : mimeType.substring(0, slash);
    return switch (kind) {
      case "image", "audio", "video" -> kind;
      default -> "document";
    };
  }

  /** In the order in which the source has them. */
  private static void copy(JsonNode from, Map<String, String> names, ObjectNode to) {
    from.properties()
        .forEach(
            field -> {
              String name = names.get(field.getKey());
              if (name != null) {
                to.set(name, field.getValue());
              }
            });
  }

  private AdkJson() {}
}
