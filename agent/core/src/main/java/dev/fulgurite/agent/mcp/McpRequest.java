package dev.fulgurite.agent.mcp;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of the protocol.
 *
 * @param method in the protocol's words
 * @param parameters an object of the SDK, or a map
 */
record McpRequest(String method, @Nullable Object parameters) {
  static final String CALL_TOOL = "tools/call";
  static final String LIST_TOOLS = "tools/list";
  static final String GET_PROMPT = "prompts/get";
  static final String READ_RESOURCE = "resources/read";

  /** Whether it is one of those that have a span; the others only keep the connection going. */
  boolean isTraced() {
    return switch (method) {
      case CALL_TOOL, LIST_TOOLS, GET_PROMPT, READ_RESOURCE -> true;
      default -> false;
    };
  }

  /**
   * @param more what only the side of the protocol knows
   */
  SpanStart start(SpanKind kind, Map<String, Object> more, @Nullable String sessionId) {
    boolean isTool = method.equals(CALL_TOOL);
    boolean isPrompt = method.equals(GET_PROMPT);
    Object name = parameter("name");
    Map<String, Object> attributes =
        new Attributes()
            .put("mcp.method.name", method)
            .put("mcp.resource.uri", method.equals(READ_RESOURCE) ? parameter("uri") : null)
            .put(GenAi.OPERATION_NAME, isTool ? GenAi.EXECUTE_TOOL : null)
            .put(GenAi.TOOL_NAME, isTool ? name : null)
            .put(GenAi.PROMPT_NAME, isPrompt ? name : null)
            .toMap();
    attributes.putAll(more);
    String target = (isTool || isPrompt) && name != null ? " " + name : "";
    return new SpanStart(method + target, kind, attributes, sessionId);
  }

  Map<String, Object> content() {
    Object arguments = method.equals(CALL_TOOL) ? parameter("arguments") : null;
    return new Attributes()
        .put(GenAi.TOOL_CALL_ARGUMENTS, Json.write(McpResult.plain(arguments)))
        .toMap();
  }

  private @Nullable Object parameter(String name) {
    return parameters instanceof Map<?, ?> map ? map.get(name) : Getters.read(parameters, name);
  }
}
