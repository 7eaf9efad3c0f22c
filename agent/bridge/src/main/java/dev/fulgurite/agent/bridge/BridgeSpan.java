package dev.fulgurite.agent.bridge;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.agent.boundary.BridgedSpan;
import dev.fulgurite.agent.boundary.SinkSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A span of the agent's pipeline in the application's types. Ignores nulls; never throws. */
final class BridgeSpan implements Span, BridgedSpan {
  private final SinkSpan sink;
  private final SpanContext context;

  BridgeSpan(SinkSpan sink) {
    this.sink = sink;
    this.context =
        SpanContext.create(
            sink.traceId(),
            sink.spanId(),
            TraceFlags.fromByte(sink.traceFlags()),
            traceState(sink.traceState()));
  }

  @Override
  public SinkSpan sink() {
    return sink;
  }

  @Override
  public <T> Span setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    return safely(
        () -> {
          AttributeList one = new AttributeList();
          one.add(requireNonNull(key), value);
          sink.setAttributes(one.toList());
        },
        key,
        value);
  }

  @Override
  public Span setAllAttributes(@Nullable Attributes attributes) {
    return safely(() -> sink.setAttributes(AttributeList.of(attributes)), attributes);
  }

  @Override
  public Span addEvent(@Nullable String name, @Nullable Attributes attributes) {
    return safely(() -> sink.addEvent(requireNonNull(name), AttributeList.of(attributes), 0), name);
  }

  @Override
  public Span addEvent(
      @Nullable String name,
      @Nullable Attributes attributes,
      long timestamp,
      @Nullable TimeUnit unit) {
    return safely(
        () ->
            sink.addEvent(
                requireNonNull(name),
                AttributeList.of(attributes),
                requireNonNull(unit).toNanos(timestamp)),
        name,
        unit);
  }

  // Not an override: the interface has it since 1.37.
  public Span addLink(@Nullable SpanContext spanContext) {
    return addLink(spanContext, Attributes.empty());
  }

  // Not an override: the interface has it since 1.37.
  public Span addLink(@Nullable SpanContext spanContext, @Nullable Attributes attributes) {
    return safely(
        () -> {
          if (requireNonNull(spanContext).isValid()) {
            sink.addLink(SpanRefs.link(spanContext, attributes));
          }
        },
        spanContext);
  }

  @Override
  public Span setStatus(@Nullable StatusCode statusCode, @Nullable String description) {
    String text = description == null ? "" : description;
    return safely(() -> sink.setStatus(requireNonNull(statusCode).name(), text), statusCode);
  }

  @Override
  public Span recordException(
      @Nullable Throwable exception, @Nullable Attributes additionalAttributes) {
    return safely(
        () ->
            sink.recordException(requireNonNull(exception), AttributeList.of(additionalAttributes)),
        exception);
  }

  @Override
  public Span updateName(@Nullable String name) {
    return safely(() -> sink.updateName(requireNonNull(name)), name);
  }

  @Override
  public void end() {
    safely(() -> sink.end(0));
  }

  @Override
  public void end(long timestamp, @Nullable TimeUnit unit) {
    // Without a unit the time means nothing, but the span is over.
    safely(() -> sink.end(unit == null ? 0 : unit.toNanos(timestamp)));
  }

  @Override
  public SpanContext getSpanContext() {
    return context;
  }

  @Override
  public boolean isRecording() {
    return sink.isRecording();
  }

  @Override
  public String toString() {
    return "BridgeSpan{" + context + '}';
  }

  /** Runs {@code call} where nothing of {@code required} is null; what it throws ends here. */
  private Span safely(Runnable call, @Nullable Object... required) {
    for (Object one : required) {
      if (one == null) {
        return this;
      }
    }
    try {
      call.run();
    } catch (Throwable t) {
      // The sink tells of its own failures; what is left comes from the argument's own methods.
      return this;
    }
    return this;
  }

  private static TraceState traceState(Map<String, String> entries) {
    if (entries.isEmpty()) {
      return TraceState.getDefault();
    }
    TraceStateBuilder state = TraceState.builder();
    // The builder puts each entry in front of the one before.
    List<String> keys = new ArrayList<>(entries.keySet());
    Collections.reverse(keys);
    keys.forEach(key -> state.put(key, entries.getOrDefault(key, "")));
    return state.build();
  }
}
