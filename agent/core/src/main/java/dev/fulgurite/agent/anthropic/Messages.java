package dev.fulgurite.agent.anthropic;

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

/** {@code /messages}. */
final class Messages implements Api.Streaming {
  /** Kotlin's name of what is internal to a module. */
  private static final String BODY_BEFORE_2 = "_body$anthropic_java_core";

  @Override
  public String operation() {
    return GenAi.CHAT;
  }

  @Override
  public Map<String, Object> asked(Object params) {
    return new Attributes()
        .put(GenAi.REQUEST_MODEL, text(params, "model"))
        .put(GenAi.REQUEST_TEMPERATURE, read(params, "temperature"))
        .put(GenAi.REQUEST_TOP_P, read(params, "topP"))
        .put(GenAi.REQUEST_TOP_K, read(params, "topK"))
        .put(GenAi.REQUEST_MAX_TOKENS, read(params, "maxTokens"))
        .put(GenAi.REQUEST_STOP_SEQUENCES, read(params, "stopSequences"))
        .toMap();
  }

  @Override
  public Map<String, Object> askedOf(@Nullable Object service) {
    return Map.of(GenAi.PROVIDER_NAME, "anthropic");
  }

  @Override
  public Map<String, Object> content(Object params) {
    Object named = read(params, "_body");
    JsonNode body = Wire.of(named != null ? named : read(params, BODY_BEFORE_2));
    List<Object> system = Blocks.parts(body.path("system"));
    return new Attributes()
        .put(GenAi.SYSTEM_INSTRUCTIONS, system.isEmpty() ? null : Json.write(system))
        .put(GenAi.INPUT_MESSAGES, Blocks.history(body.path("messages")))
        .put(GenAi.TOOL_DEFINITIONS, Blocks.definitions(body.path("tools")))
        .toMap();
  }

  @Override
  public Answer answer(Object response) {
    return answer(Wire.of(response));
  }

  @Override
  public Assembly assembly() {
    return new MessageAssembly();
  }

  static Answer answer(JsonNode response) {
    String reason = response.path("stop_reason").asText("");
    List<Object> parts = Blocks.parts(response.path("content"));
    Map<String, Object> message = Parts.message("assistant", parts);
    if (!reason.isEmpty()) {
      message.put("finish_reason", finishReason(reason));
    }
    return new Answer(
        usage(response.path("usage"))
            .put(GenAi.RESPONSE_ID, response.path("id").asText(null))
            .put(GenAi.RESPONSE_MODEL, response.path("model").asText(null))
            .put(GenAi.RESPONSE_FINISH_REASONS, reason.isEmpty() ? null : List.of(reason))
            .put(GenAi.OUTPUT_MESSAGES, parts.isEmpty() ? null : Json.write(List.of(message)))
            .toMap());
  }

  /** In the message schema's words. */
  private static String finishReason(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> "stop";
      case "max_tokens" -> "length";
      case "tool_use" -> "tool_call";
      default -> reason;
    };
  }

  /** Anthropic counts cached tokens apart; the conventions count them in. */
  private static Attributes usage(JsonNode usage) {
    JsonNode read = usage.path("cache_read_input_tokens");
    long cached = read.asLong() + usage.path("cache_creation_input_tokens").asLong();
    JsonNode input = usage.path("input_tokens");
    return new Attributes()
        .put(GenAi.USAGE_INPUT_TOKENS, input.isNumber() ? input.asLong() + cached : null)
        .put(GenAi.USAGE_OUTPUT_TOKENS, usage.path("output_tokens").numberValue())
        .put(GenAi.USAGE_CACHE_READ_INPUT_TOKENS, read.numberValue());
  }
}
