package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.read;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param response LangChain4j's {@code ChatResponse}
 */
record ModelResponse(@Nullable Object response) {
  Map<String, Object> attributes() {
    Object usage = read(response, "tokenUsage");
    return new Attributes()
        .put(GenAi.RESPONSE_ID, read(response, "id"))
        .put(GenAi.RESPONSE_MODEL, read(response, "modelName"))
        .put(GenAi.RESPONSE_FINISH_REASONS, FinishReasons.ofCall(response))
        .put(GenAi.USAGE_INPUT_TOKENS, read(usage, "inputTokenCount"))
        .put(GenAi.USAGE_OUTPUT_TOKENS, read(usage, "outputTokenCount"))
        .toMap();
  }

  @Nullable String output() {
    return MessageJson.output(response);
  }

  List<?> toolRequests() {
    return Getters.list(response, "aiMessage", "toolExecutionRequests");
  }
}
