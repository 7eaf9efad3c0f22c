package dev.fulgurite.agent.genai;

import dev.fulgurite.agent.hook.HookSpan;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A span together with what its hook remembers from enter to exit. */
public abstract class OpenCall implements HookSpan {
  private final HookSpan span;

  protected OpenCall(HookSpan span) {
    this.span = span;
  }

  @Override
  public final void set(Map<String, Object> attributes) {
    if (!attributes.isEmpty()) {
      span.set(attributes);
    }
  }

  @Override
  public void fail(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    span.fail(wrapped && cause != null ? cause : thrown);
  }

  @Override
  public final void fail(String type, @Nullable String message) {
    span.fail(type, message);
  }

  @Override
  public final boolean recording() {
    return span.recording();
  }

  @Override
  public final void detach() {
    span.detach();
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public final Object context() {
    return span.context();
  }
}
