package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AppSpan;
import dev.fulgurite.agent.boundary.Attachment;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hook's span in the application's context. */
final class HookAppSpan implements AppSpan {
  private final Span span;
  private final Context context;
  private final Attachment attachment;

  /** Enters {@code context}, in which {@code span} is current. */
  @SuppressWarnings("MustBeClosedChecker") // closed by the attachment
  HookAppSpan(Span span, Context context) {
    this.span = span;
    this.context = context;
    this.attachment = new Attachment(context.makeCurrent()::close);
  }

  @Override
  public void set(Map<String, Object> attributes) {
    span.setAllAttributes(AttributeList.toAttributes(attributes));
  }

  @Override
  public void fail(Throwable thrown) {
    String type = thrown.getClass().getName();
    // Holds even where the exception's own methods throw.
    fail(type, null);
    fail(type, thrown.getMessage());
    span.recordException(thrown);
  }

  @Override
  public void fail(String type, @Nullable String message) {
    span.setAttribute("error.type", type);
    span.setStatus(StatusCode.ERROR, message == null ? "" : message);
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  @Override
  public void detach() {
    attachment.detach();
  }

  @Override
  public void end() {
    attachment.end(span::end);
  }

  @Override
  public Object context() {
    return context;
  }
}
