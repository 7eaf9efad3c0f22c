package dev.fulgurite.agent.reward;

import dev.fulgurite.agent.hook.HookSpan;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A span whose outcome matters to somebody, who is told just before it ends. */
final class RewardedSpan implements HookSpan {
  private final HookSpan span;
  private final Consumer<Boolean> ending;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private volatile boolean failed;

  /**
   * @param ending gets whether it failed
   */
  RewardedSpan(HookSpan span, Consumer<Boolean> ending) {
    this.span = span;
    this.ending = ending;
  }

  @Override
  public void set(Map<String, Object> attributes) {
    span.set(attributes);
  }

  @Override
  public void fail(Throwable thrown) {
    failed = true;
    span.fail(thrown);
  }

  @Override
  public void fail(String type, @Nullable String message) {
    failed = true;
    span.fail(type, message);
  }

  @Override
  public boolean recording() {
    return span.recording();
  }

  @Override
  public void detach() {
    span.detach();
  }

  @Override
  public void end() {
    if (open.compareAndSet(true, false)) {
      ending.accept(failed);
    }
    span.end();
  }

  @Override
  public Object context() {
    return span.context();
  }
}
