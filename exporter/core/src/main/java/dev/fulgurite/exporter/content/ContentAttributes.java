package dev.fulgurite.exporter.content;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Set;

/**
 * The one table of attributes that hold content: prompts, answers, tool arguments and results,
 * message bodies, objects, inputs and outputs. Ours, the GenAI conventions' of today and yesterday,
 * Google ADK's, Spring AI's, OpenInference's, OpenLLMetry's and Langfuse's.
 */
public final class ContentAttributes {
  private static final Set<String> KEYS =
      Set.of(
          GenAi.INPUT_MESSAGES,
          GenAi.OUTPUT_MESSAGES,
          GenAi.SYSTEM_INSTRUCTIONS,
          GenAi.TOOL_DEFINITIONS,
          GenAi.TOOL_CALL_ARGUMENTS,
          GenAi.TOOL_CALL_RESULT,
          AgentLightning.MESSAGE_BODY,
          Fulgurite.MESSAGE_TOOL_CALLS,
          AgentLightning.OBJECT_JSON,
          AgentLightning.OBJECT_LITERAL,
          AgentLightning.OPERATION_INPUT,
          AgentLightning.OPERATION_OUTPUT,
          "gcp.vertex.agent.data",
          "gcp.vertex.agent.llm_request",
          "gcp.vertex.agent.llm_response",
          "gcp.vertex.agent.tool_call_args",
          "gcp.vertex.agent.tool_response",
          "gen_ai.event.content",
          "gen_ai.retrieval.documents",
          "gen_ai.retrieval.query.text",
          "input.value",
          "output.value",
          "agentops.entity.input",
          "agentops.entity.output",
          "agentops.task.input",
          "agentops.task.output",
          "langfuse.observation.input",
          "langfuse.observation.output",
          "spring.ai.tool.call.arguments",
          "spring.ai.tool.call.result",
          "traceloop.entity.input",
          "traceloop.entity.output");

  private static final List<String> PREFIXES =
      List.of(
          AgentLightning.OPERATION_INPUT + ".",
          AgentLightning.OPERATION_OUTPUT + ".",
          "gen_ai.prompt",
          "gen_ai.completion",
          "llm.input_messages.",
          "llm.output_messages.",
          "llm.prompts",
          "llm.completions");

  /** Whether the attribute {@code key}, of a span or of its events, holds content. */
  public static boolean contain(String key) {
    return KEYS.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
  }

  private ContentAttributes() {}
}
