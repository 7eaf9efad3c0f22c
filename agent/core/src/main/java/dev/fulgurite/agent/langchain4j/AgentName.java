package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which agent is invoked.
 *
 * @param id tells agents of one name in one system apart
 */
record AgentName(String name, @Nullable String id) {
  /** The name that {@code agent} has in its system, or {@code otherwise}. */
  static AgentName of(@Nullable Object agent, String otherwise) {
    String name = Getters.text(agent, "name");
    return new AgentName(
        name == null || name.isEmpty() ? otherwise : name, Getters.text(agent, "agentId"));
  }

  SpanStart start(@Nullable String memoryId) {
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT)
            .put(GenAi.PROVIDER_NAME, Providers.UNKNOWN)
            .put(GenAi.AGENT_NAME, name)
            .put(GenAi.AGENT_ID, id)
            .toMap();
    return new SpanStart(GenAi.INVOKE_AGENT + " " + name, SpanKind.INTERNAL, attributes, memoryId);
  }
}
