package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of events, on whatever OpenTelemetry there is at that moment. Nothing that goes wrong
 * here reaches the caller, errors such as a stack overflow in an object's own code included.
 */
final class EventSpans {
  private static final String SCOPE = "dev.fulgurite";
  private static final SpanContext NOT_EMITTED = SpanContext.getInvalid();

  private final Supplier<@Nullable OpenTelemetry> source;
  private volatile @Nullable Resolved resolved;

  private record Resolved(OpenTelemetry openTelemetry, Tracer tracer) {}

  EventSpans(Supplier<@Nullable OpenTelemetry> source) {
    this.source = source;
  }

  /**
   * A span that starts and ends at once. {@code atStart} gives what a head sampler may look at;
   * {@code rest}, which may be expensive, is asked only if the span records.
   */
  SpanContext emit(
      String spanName, Consumer<EventAttributes> atStart, Consumer<EventAttributes> rest) {
    try {
      Tracer tracer = tracer();
      return tracer == null ? NOT_EMITTED : record(tracer.spanBuilder(spanName), atStart, rest);
    } catch (Throwable failure) {
      try {
        Warnings.report("cannot emit", spanName, failure);
      } catch (Throwable noStackLeft) {
        // The caller is about to see its own overflow, which is not ours to throw.
      }
      return NOT_EMITTED;
    }
  }

  private static SpanContext record(
      SpanBuilder builder, Consumer<EventAttributes> atStart, Consumer<EventAttributes> rest) {
    EventAttributes attributes = new EventAttributes(builder::setAttribute);
    atStart.accept(attributes);
    Span span = builder.startSpan();
    try {
      if (!span.isRecording()) {
        return contextOfUnrecorded(span);
      }
      attributes.into(span::setAttribute);
      fill(span, attributes, rest);
      return span.getSpanContext();
    } finally {
      span.end();
    }
  }

  private static void fill(Span span, EventAttributes attributes, Consumer<EventAttributes> rest) {
    try {
      rest.accept(attributes);
      span.setStatus(StatusCode.OK);
    } catch (Throwable failure) {
      span.setStatus(StatusCode.ERROR, "incomplete event: " + Warnings.describe(failure));
      Warnings.report("cannot encode an event", failure);
    }
  }

  /** A no-op tracer hands out the parent again: that is not the event's span. */
  private static SpanContext contextOfUnrecorded(Span span) {
    SpanContext context = span.getSpanContext();
    boolean parentAgain = context.equals(Span.current().getSpanContext());
    return parentAgain ? NOT_EMITTED : context;
  }

  /** A span that stays open and current until the operation is closed. */
  Operation start(String spanName, String name, Map<String, ?> attributes) {
    try {
      Tracer tracer = tracer();
      if (tracer == null) {
        return Operation.NOOP;
      }
      SpanBuilder builder = tracer.spanBuilder(spanName);
      EventAttributes atStart = new EventAttributes(builder::setAttribute);
      atStart.put(AgentLightning.OPERATION_NAME, name);
      Span span = builder.startSpan();
      boolean recording = span.isRecording();
      return new Operation(span, makeCurrent(span), recording).attributes(attributes);
    } catch (Throwable failure) {
      Warnings.report("cannot start an operation", failure);
      return Operation.NOOP;
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The operation closes it.
  private static Scope makeCurrent(Span span) {
    try {
      return span.makeCurrent();
    } catch (Throwable failure) {
      Warnings.report("cannot make an operation current", failure);
      return Scope.noop();
    }
  }

  private @Nullable Tracer tracer() {
    OpenTelemetry openTelemetry = source.get();
    if (openTelemetry == null) {
      return null;
    }
    Resolved last = resolved;
    if (last == null || last.openTelemetry != openTelemetry) {
      last = new Resolved(openTelemetry, openTelemetry.getTracer(SCOPE));
      resolved = last;
    }
    return last.tracer;
  }
}
