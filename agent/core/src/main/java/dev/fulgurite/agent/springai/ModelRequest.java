package dev.fulgurite.agent.springai;

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
 * @param prompt Spring AI's {@code Prompt}
 * @param previous the answer before this one in a tool loop of Spring AI 1.x, which adds its usage
 *     to that of every later one
 */
record ModelRequest(@Nullable Object model, @Nullable Object prompt, @Nullable Object previous) {
  static ModelRequest of(@Nullable Object model, Object[] arguments) {
    return new ModelRequest(model, arguments[0], arguments.length > 1 ? arguments[1] : null);
  }

  SpanStart start(Map<String, Object> attributes) {
    Object model = attributes.get(GenAi.REQUEST_MODEL);
    String name = model == null ? GenAi.CHAT : GenAi.CHAT + " " + model;
    return new SpanStart(name, SpanKind.CLIENT, attributes, null);
  }

  Map<String, Object> attributes() {
    Object limit = option("getMaxTokens");
    return new Attributes()
        .put(GenAi.OPERATION_NAME, GenAi.CHAT)
        .put(GenAi.PROVIDER_NAME, Providers.of(model))
        .put(GenAi.REQUEST_MODEL, option("getModel"))
        .put(GenAi.REQUEST_TEMPERATURE, option("getTemperature"))
        .put(GenAi.REQUEST_TOP_P, option("getTopP"))
        .put(GenAi.REQUEST_TOP_K, option("getTopK"))
        .put(GenAi.REQUEST_MAX_TOKENS, limit != null ? limit : option("getMaxCompletionTokens"))
        .put(GenAi.REQUEST_FREQUENCY_PENALTY, option("getFrequencyPenalty"))
        .put(GenAi.REQUEST_PRESENCE_PENALTY, option("getPresencePenalty"))
        .put(GenAi.REQUEST_STOP_SEQUENCES, option("getStopSequences"))
        .toMap();
  }

  Map<String, Object> content() {
    List<?> messages = list(prompt, "getInstructions");
    return new Attributes()
        .put(GenAi.SYSTEM_INSTRUCTIONS, Messages.instructions(messages))
        .put(GenAi.INPUT_MESSAGES, Messages.history(messages))
        .put(
            GenAi.TOOL_DEFINITIONS,
            ToolDefinitions.of(list(prompt, "getOptions", "getToolCallbacks")))
        .toMap();
  }

  /** The prompt's own option, else the model's default: some models merge them only inside. */
  private @Nullable Object option(String getter) {
    Object own = Getters.read(prompt, "getOptions", getter);
    // getDefaultOptions is the name until 2.0
    Object asked = own != null ? own : read(model, "getOptions", getter);
    return asked != null ? asked : read(model, "getDefaultOptions", getter);
  }
}
