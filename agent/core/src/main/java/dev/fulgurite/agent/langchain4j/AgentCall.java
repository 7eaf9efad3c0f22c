package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open span of an agent that is no AI service: a system of agents, or plain code. */
final class AgentCall extends FrameworkCall {
  private final Calls calls;
  private final Calls.Frame before;

  /**
   * @param input by the names that the agent knows it by
   */
  AgentCall(HookSpan span, Calls calls, Map<?, ?> input) {
    super(span);
    this.calls = calls;
    this.before = calls.enter(Calls.Frame.NONE);
    if (recording()) {
      set(new Attributes().put(GenAi.INPUT_MESSAGES, asMessage(input)).toMap());
    }
  }

  void leave() {
    calls.enter(before);
  }

  @Override
  void answered(@Nullable Object response) {
    Object result = Getters.isA(response, Names.SCOPED_RESULT) ? read(response) : response;
    String text = result instanceof CharSequence ? Getters.text(result) : null;
    if (recording() && text != null) {
      set(Map.of(GenAi.OUTPUT_MESSAGES, MessageJson.assistantText(text)));
    }
  }

  private static @Nullable Object read(@Nullable Object response) {
    return Getters.read(response, "result");
  }

  /** What the agent itself threw, without what its being called wrapped around it. */
  @Override
  public void fail(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && isWrapper(cause)) {
      cause = cause.getCause();
    }
    super.fail(cause);
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof InvocationTargetException || Getters.isA(thrown, Names.AGENT_FAILURE);
  }

  private static @Nullable String asMessage(Map<?, ?> input) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    input.forEach(
        (name, value) -> {
          if (value instanceof Number || value instanceof Boolean) {
            plain.put(String.valueOf(name), value);
          } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            plain.put(String.valueOf(name), Getters.text(value));
          }
        });
    String text = plain.isEmpty() ? null : Json.write(plain);
    return text == null ? null : MessageJson.userText(text);
  }
}
