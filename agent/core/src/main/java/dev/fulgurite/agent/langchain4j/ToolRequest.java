package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The execution a model asked for.
 *
 * @param request LangChain4j's {@code ToolExecutionRequest}
 * @param toolService knows the tools' descriptions
 */
record ToolRequest(Object request, @Nullable Object toolService) {
  SpanStart start() {
    String name = Getters.text(request, "name");
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
            .put(GenAi.TOOL_NAME, name)
            .put(GenAi.TOOL_TYPE, "function")
            .put(GenAi.TOOL_CALL_ID, Getters.read(request, "id"))
            .put(GenAi.TOOL_DESCRIPTION, description(name))
            .toMap();
    return new SpanStart(GenAi.EXECUTE_TOOL + " " + name, SpanKind.INTERNAL, attributes, null);
  }

  Map<String, Object> content() {
    return new Attributes()
        .put(GenAi.TOOL_CALL_ARGUMENTS, Getters.read(request, "arguments"))
        .toMap();
  }

  private @Nullable String description(@Nullable String name) {
    return ToolDefinitions.description(Getters.list(toolService, "toolSpecifications"), name);
  }
}
