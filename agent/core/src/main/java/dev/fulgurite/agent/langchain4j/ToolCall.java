package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.HookSpan;
import org.jspecify.annotations.Nullable;

/** The open span of one tool execution; belongs to one thread. */
final class ToolCall extends OpenCall {
  final Calls.Frame before;

  private final Object request;
  private @Nullable Throwable swallowed;

  ToolCall(HookSpan span, Calls calls, Object request) {
    super(span);
    this.request = request;
    this.before = calls.enter(Calls.Frame.of(this));
  }

  boolean runs(Object request) {
    return this.request == request;
  }

  /** What the tool threw, before LangChain4j made a message to the model of it. */
  void threw(Throwable thrown) {
    swallowed = thrown;
  }

  @Nullable Throwable swallowed() {
    return swallowed;
  }
}
