package dev.fulgurite.agent.home;

import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.log.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hook's span in the application's OpenTelemetry; what that throws stays here. */
record AppHookSpan(AppSpan span) implements HookSpan {
  @Override
  public void set(Map<String, Object> attributes) {
    Console.guard("setting attributes", () -> span.set(attributes));
  }

  @Override
  public void fail(Throwable thrown) {
    Console.guard("recording an exception", () -> span.fail(thrown));
  }

  @Override
  public void fail(String type, @Nullable String message) {
    Console.guard("recording a failure", () -> span.fail(type, message));
  }

  @Override
  public boolean recording() {
    return span.isRecording();
  }

  @Override
  public void detach() {
    Console.guard("leaving a span", span::detach);
  }

  @Override
  public void end() {
    Console.guard("ending a span", span::end);
  }

  @Override
  public Object context() {
    return span.context();
  }
}
