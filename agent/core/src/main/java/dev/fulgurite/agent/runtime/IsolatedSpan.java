package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.hook.HookSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A hook's span in the agent's own context. */
final class IsolatedSpan implements HookSpan {
  private final Span span;
  private final Context context;
  private final Scope scope;
  private final AtomicBoolean detached = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  @SuppressWarnings("MustBeClosedChecker") // closed by detach()
  IsolatedSpan(Span span, Context parent) {
    this.span = span;
    this.context = parent.with(span);
    this.scope = context.makeCurrent();
  }

  @Override
  public void set(Map<String, Object> attributes) {
    span.setAllAttributes(SinkAttributes.of(attributes));
  }

  @Override
  public void fail(Throwable thrown) {
    span.setAttribute("error.type", thrown.getClass().getName());
    span.recordException(thrown);
    span.setStatus(StatusCode.ERROR, String.valueOf(thrown.getMessage()));
  }

  @Override
  public void detach() {
    if (detached.compareAndSet(false, true)) {
      scope.close();
    }
  }

  @Override
  public void end() {
    if (ended.compareAndSet(false, true)) {
      detach();
      span.end();
    }
  }

  @Override
  public Object context() {
    return context;
  }
}
