package dev.fulgurite.agent.genai;

import dev.fulgurite.agent.hook.HookSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a hook without a span of its own remembers from enter to exit. */
public abstract class Marker implements HookSpan {
  private final Object context;

  protected Marker(Object context) {
    this.context = context;
  }

  @Override
  public final void set(Map<String, Object> attributes) {}

  @Override
  public final void fail(Throwable thrown) {}

  @Override
  public final void fail(String type, @Nullable String message) {}

  @Override
  public final boolean recording() {
    return false;
  }

  @Override
  public final void detach() {}

  @Override
  public final void end() {}

  @Override
  public final Object context() {
    return context;
  }
}
