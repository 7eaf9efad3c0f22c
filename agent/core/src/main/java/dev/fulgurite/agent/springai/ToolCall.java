package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.reflect.Getters;
import org.jspecify.annotations.Nullable;

/** The open span of one tool execution; belongs to one thread. */
final class ToolCall extends OpenCall {
  private final Calls calls;
  private final @Nullable String tool;
  private final @Nullable HookSpan before;
  private final @Nullable ModelFrame frame = ModelFrames.swap(null);

  ToolCall(HookSpan span, Calls calls, @Nullable String tool) {
    super(span);
    this.calls = calls;
    this.tool = tool;
    this.before = calls.tools.swap(this);
  }

  boolean runs(@Nullable String tool) {
    return tool != null && tool.equals(this.tool);
  }

  /** What the tool itself threw, without Spring AI's wrapping. */
  @Override
  public void fail(Throwable thrown) {
    Throwable cause = thrown.getCause();
    super.fail(cause != null && Getters.isA(thrown, Names.TOOL_FAILURE) ? cause : thrown);
  }

  void leave() {
    calls.tools.swap(before);
    ModelFrames.swap(frame);
    end();
  }
}
