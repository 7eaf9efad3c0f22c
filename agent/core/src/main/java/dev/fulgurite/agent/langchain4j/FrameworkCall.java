package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.HookSpan;
import org.jspecify.annotations.Nullable;

/** The open span of a call that ends with what it returns, now or in a future. */
abstract class FrameworkCall extends OpenCall {
  FrameworkCall(HookSpan span) {
    super(span);
  }

  /** Reads what came of it, before the span ends. */
  abstract void answered(@Nullable Object response);

  final void finish(@Nullable Object response, @Nullable Throwable thrown) {
    if (thrown == null) {
      answered(response);
    } else {
      fail(thrown);
    }
    end();
  }
}
