package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.Attachment;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.log.Console;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hook's span in the agent's own context; what an exception's own methods throw stays here. */
final class IsolatedSpan implements HookSpan {
  private final Span span;
  private final Context context;
  private final Attachment attachment;

  /** Enters a context below {@code parent}, in which {@code span} is current. */
  @SuppressWarnings("MustBeClosedChecker") // closed by the attachment
  IsolatedSpan(Span span, Context parent) {
    this.span = span;
    this.context = parent.with(span);
    this.attachment = new Attachment(context.makeCurrent()::close);
  }

  @Override
  public void set(Map<String, Object> attributes) {
    Console.guard("setting attributes", () -> span.setAllAttributes(SinkAttributes.of(attributes)));
  }

  @Override
  public void fail(Throwable thrown) {
    String type = thrown.getClass().getName();
    fail(type, null);
    Console.guard(
        "recording an exception",
        () -> {
          fail(type, thrown.getMessage());
          span.recordException(thrown);
        });
  }

  @Override
  public void fail(String type, @Nullable String message) {
    span.setAttribute("error.type", type);
    span.setStatus(StatusCode.ERROR, message == null ? "" : message);
  }

  @Override
  public boolean recording() {
    return span.isRecording();
  }

  @Override
  public void detach() {
    Console.guard("leaving a span", attachment::detach);
  }

  @Override
  public void end() {
    Console.guard("ending a span", () -> attachment.end(span::end));
  }

  @Override
  public Object context() {
    return context;
  }
}
