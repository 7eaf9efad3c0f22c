package dev.fulgurite.agent.openai;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.Wire;
import dev.fulgurite.api.semconv.GenAi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /chat/completions}. */
final class ChatCompletions implements Api.Streaming {
  @Override
  public String operation() {
    return GenAi.CHAT;
  }

  @Override
  public Map<String, Object> asked(Object params) {
    Object limit = read(params, "maxCompletionTokens");
    return new Attributes()
        .put(GenAi.REQUEST_MODEL, text(params, "model"))
        .put(GenAi.REQUEST_TEMPERATURE, read(params, "temperature"))
        .put(GenAi.REQUEST_TOP_P, read(params, "topP"))
        .put(GenAi.REQUEST_MAX_TOKENS, limit != null ? limit : read(params, "maxTokens"))
        .put(GenAi.REQUEST_FREQUENCY_PENALTY, read(params, "frequencyPenalty"))
        .put(GenAi.REQUEST_PRESENCE_PENALTY, read(params, "presencePenalty"))
        .put(GenAi.REQUEST_SEED, read(params, "seed"))
        .put(GenAi.REQUEST_STOP_SEQUENCES, stop(read(params, "stop")))
        .toMap();
  }

  private static @Nullable Object stop(@Nullable Object stop) {
    Object one = read(stop, "string");
    return one != null ? List.of(one) : read(stop, "strings");
  }

  @Override
  public Map<String, Object> askedOf(@Nullable Object service) {
    return Map.of(GenAi.PROVIDER_NAME, Provider.of(service));
  }

  @Override
  public Map<String, Object> content(Object params) {
    JsonNode body = Wire.of(read(params, "_body"));
    JsonNode messages = body.path("messages");
    return new Attributes()
        .put(GenAi.SYSTEM_INSTRUCTIONS, ChatMessages.instructions(messages))
        .put(GenAi.INPUT_MESSAGES, ChatMessages.history(messages))
        .put(GenAi.TOOL_DEFINITIONS, Tools.definitions(body.path("tools")))
        .toMap();
  }

  @Override
  public Answer answer(Object response) {
    return answer(Wire.of(response));
  }

  @Override
  public Assembly assembly() {
    return new ChatAssembly();
  }

  static Answer answer(JsonNode response) {
    List<String> reasons = new ArrayList<>();
    List<Object> messages = new ArrayList<>();
    for (JsonNode choice : response.path("choices")) {
      String reason = choice.path("finish_reason").asText("");
      Map<String, Object> message = ChatMessages.message(choice.path("message"), "assistant");
      if (!reason.isEmpty()) {
        reasons.add(reason);
        message.put("finish_reason", reason.equals("tool_calls") ? "tool_call" : reason);
      }
      messages.add(message);
    }
    return new Answer(
        usage(response.path("usage"))
            .put(GenAi.RESPONSE_ID, response.path("id").asText(null))
            .put(GenAi.RESPONSE_MODEL, response.path("model").asText(null))
            .put(GenAi.RESPONSE_FINISH_REASONS, reasons)
            .put(GenAi.OUTPUT_MESSAGES, messages.isEmpty() ? null : Json.write(messages))
            .toMap());
  }

  private static Attributes usage(JsonNode usage) {
    JsonNode cached = usage.path("prompt_tokens_details").path("cached_tokens");
    JsonNode reasoning = usage.path("completion_tokens_details").path("reasoning_tokens");
    return new Attributes()
        .put(GenAi.USAGE_INPUT_TOKENS, usage.path("prompt_tokens").numberValue())
        .put(GenAi.USAGE_OUTPUT_TOKENS, usage.path("completion_tokens").numberValue())
        .put(GenAi.USAGE_CACHE_READ_INPUT_TOKENS, cached.numberValue())
        .put(GenAi.USAGE_REASONING_OUTPUT_TOKENS, reasoning.numberValue());
  }
}
