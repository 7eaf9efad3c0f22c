package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model.
 *
 * @param request LangChain4j's {@code ChatRequest}
 */
record ModelRequest(@Nullable Object model, @Nullable Object request) {
  SpanStart start(Map<String, Object> attributes, long startEpochNanos) {
    Object model = attributes.get(GenAi.REQUEST_MODEL);
    String name = model == null ? GenAi.CHAT : GenAi.CHAT + " " + model;
    return new SpanStart(name, SpanKind.CLIENT, attributes, null, startEpochNanos);
  }

  Map<String, Object> attributes() {
    Object parameters = read(request, "parameters");
    Object limit = read(parameters, "maxOutputTokens");
    return new Attributes()
        .put(GenAi.OPERATION_NAME, GenAi.CHAT)
        .put(GenAi.PROVIDER_NAME, Providers.of(model))
        .put(GenAi.REQUEST_MODEL, modelName(parameters))
        .put(GenAi.REQUEST_TEMPERATURE, read(parameters, "temperature"))
        .put(GenAi.REQUEST_TOP_P, read(parameters, "topP"))
        .put(GenAi.REQUEST_TOP_K, read(parameters, "topK"))
        .put(
            GenAi.REQUEST_MAX_TOKENS,
            limit != null ? limit : read(parameters, "maxCompletionTokens"))
        .put(GenAi.REQUEST_FREQUENCY_PENALTY, read(parameters, "frequencyPenalty"))
        .put(GenAi.REQUEST_PRESENCE_PENALTY, read(parameters, "presencePenalty"))
        .put(GenAi.REQUEST_STOP_SEQUENCES, read(parameters, "stopSequences"))
        .toMap();
  }

  Map<String, Object> content() {
    List<?> messages = messages();
    return new Attributes()
        .put(GenAi.SYSTEM_INSTRUCTIONS, MessageJson.instructions(messages))
        .put(GenAi.INPUT_MESSAGES, MessageJson.history(messages))
        .put(
            GenAi.TOOL_DEFINITIONS,
            ToolDefinitions.of(list(request, "parameters", "toolSpecifications")))
        .toMap();
  }

  List<?> messages() {
    return list(request, "messages");
  }

  /** A class that overrides {@code chat} sees the request before the model's defaults are in it. */
  private @Nullable String modelName(@Nullable Object parameters) {
    String name = Getters.text(parameters, "modelName");
    return name != null ? name : Getters.text(model, "defaultRequestParameters", "modelName");
  }
}
