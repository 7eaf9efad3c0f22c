package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a chat client, which is the application's agent.
 *
 * @param request Spring AI's {@code ChatClientRequest}
 */
record ClientRequest(@Nullable Object request) {
  /** Clients have no names. */
  private static final String NAME = "ChatClient";

  /** The key of Spring AI's chat memory advisors. */
  private static final String CONVERSATION = "chat_memory_conversation_id";

  SpanStart start() {
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT)
            .put(GenAi.PROVIDER_NAME, Providers.UNKNOWN)
            .put(GenAi.AGENT_NAME, NAME)
            .toMap();
    return new SpanStart(
        GenAi.INVOKE_AGENT + " " + NAME, SpanKind.INTERNAL, attributes, conversation());
  }

  private @Nullable String conversation() {
    Object id = read(request, "context") instanceof Map<?, ?> map ? map.get(CONVERSATION) : null;
    return text(id);
  }

  Map<String, Object> content() {
    return new Attributes()
        .put(
            GenAi.INPUT_MESSAGES,
            Messages.lastUserMessage(list(request, "prompt", "getInstructions")))
        .toMap();
  }
}
