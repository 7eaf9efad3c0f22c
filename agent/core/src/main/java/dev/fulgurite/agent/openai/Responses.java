package dev.fulgurite.agent.openai;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Parts;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.Wire;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /responses}. */
final class Responses implements Api.Streaming {
  @Override
  public String operation() {
    return GenAi.CHAT;
  }

  @Override
  public Map<String, Object> asked(Object params) {
    return new Attributes()
        .put(GenAi.REQUEST_MODEL, model(read(params, "model")))
        .put(GenAi.REQUEST_TEMPERATURE, read(params, "temperature"))
        .put(GenAi.REQUEST_TOP_P, read(params, "topP"))
        .put(GenAi.REQUEST_MAX_TOKENS, read(params, "maxOutputTokens"))
        .toMap();
  }

  /** One of three: any name, a chat model's, or one that only responses know. */
  private static @Nullable String model(@Nullable Object model) {
    for (String kind : List.of("string", "chat", "only")) {
      String name = text(model, kind);
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  @Override
  public @Nullable String conversation(Object params) {
    Object conversation = read(params, "conversation");
    String id = text(conversation, "id");
    return id != null ? id : text(conversation, "responseConversationParam", "id");
  }

  @Override
  public Map<String, Object> askedOf(@Nullable Object service) {
    return Map.of(GenAi.PROVIDER_NAME, Provider.of(service));
  }

  @Override
  public Map<String, Object> content(Object params) {
    JsonNode body = Wire.of(read(params, "_body"));
    String instructions = body.path("instructions").asText("");
    return new Attributes()
        .put(
            GenAi.SYSTEM_INSTRUCTIONS,
            instructions.isEmpty() ? null : Json.write(List.of(Parts.text(instructions))))
        .put(GenAi.INPUT_MESSAGES, ResponseItems.history(body.path("input")))
        .put(GenAi.TOOL_DEFINITIONS, Tools.definitions(body.path("tools")))
        .toMap();
  }

  @Override
  public Answer answer(Object response) {
    return answer(Wire.of(response));
  }

  @Override
  public Assembly assembly() {
    return new ResponseAssembly();
  }

  static Answer answer(JsonNode response) {
    String reason = reason(response);
    List<Object> parts = ResponseItems.output(response.path("output"));
    Map<String, Object> message = Parts.message("assistant", parts);
    if (reason != null) {
      message.put("finish_reason", reason.equals("tool_calls") ? "tool_call" : reason);
    }
    Map<String, Object> attributes =
        usage(response.path("usage"))
            .put(GenAi.RESPONSE_ID, response.path("id").asText(null))
            .put(GenAi.RESPONSE_MODEL, response.path("model").asText(null))
            .put(GenAi.RESPONSE_FINISH_REASONS, reason == null ? null : List.of(reason))
            .put(GenAi.OUTPUT_MESSAGES, parts.isEmpty() ? null : Json.write(List.of(message)))
            .toMap();
    JsonNode error = response.path("error");
    return error.isObject()
        ? new Answer(
            attributes, error.path("code").asText("failed"), error.path("message").asText(null))
        : new Answer(attributes);
  }

  /** In the words of chat completions; null before the end. */
  private static @Nullable String reason(JsonNode response) {
    return switch (response.path("status").asText("")) {
      case "completed" -> asksForTools(response) ? "tool_calls" : "stop";
      case "incomplete" -> {
        String why = response.path("incomplete_details").path("reason").asText("length");
        yield why.equals("max_output_tokens") ? "length" : why;
      }
      default -> null;
    };
  }

  private static boolean asksForTools(JsonNode response) {
    for (JsonNode item : response.path("output")) {
      if (item.path("type").asText().equals("function_call")) {
        return true;
      }
    }
    return false;
  }

  private static Attributes usage(JsonNode usage) {
    JsonNode cached = usage.path("input_tokens_details").path("cached_tokens");
    JsonNode reasoning = usage.path("output_tokens_details").path("reasoning_tokens");
    return new Attributes()
        .put(GenAi.USAGE_INPUT_TOKENS, usage.path("input_tokens").numberValue())
        .put(GenAi.USAGE_OUTPUT_TOKENS, usage.path("output_tokens").numberValue())
        .put(GenAi.USAGE_CACHE_READ_INPUT_TOKENS, cached.numberValue())
        .put(GenAi.USAGE_REASONING_OUTPUT_TOKENS, reasoning.numberValue());
  }
}
