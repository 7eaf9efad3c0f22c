package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AppSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A hook's span in the application's context. */
final class HookAppSpan implements AppSpan {
  private final Span span;
  private final Context context;
  private final Scope scope;
  private final Predicate<String> withheld;
  private final AtomicBoolean detached = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  @SuppressWarnings("MustBeClosedChecker") // closed by detach()
  private HookAppSpan(Span span, Context context, Predicate<String> withheld) {
    this.span = span;
    this.context = context;
    this.withheld = withheld;
    this.scope = context.makeCurrent();
  }

  static HookAppSpan enter(Span span, Context context, Predicate<String> withheld) {
    return new HookAppSpan(span, context, withheld);
  }

  @Override
  public void set(Map<String, Object> attributes) {
    Map<String, Object> kept = new HashMap<>(attributes);
    kept.keySet().removeIf(withheld);
    span.setAllAttributes(AttributeList.toAttributes(kept));
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
