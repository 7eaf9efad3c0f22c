package dev.fulgurite.agent.bridge;

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

/** A span of the agent's pipeline in the application's types. */
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
    if (key != null && value != null) {
      AttributeList one = new AttributeList();
      one.add(key, value);
      sink.setAttributes(one.toList());
    }
    return this;
  }

  @Override
  public Span setAllAttributes(@Nullable Attributes attributes) {
    sink.setAttributes(AttributeList.of(attributes));
    return this;
  }

  @Override
  public Span addEvent(String name, @Nullable Attributes attributes) {
    sink.addEvent(name, AttributeList.of(attributes), 0);
    return this;
  }

  @Override
  public Span addEvent(
      String name, @Nullable Attributes attributes, long timestamp, TimeUnit unit) {
    sink.addEvent(name, AttributeList.of(attributes), unit.toNanos(timestamp));
    return this;
  }

  // Not an override: the interface has it since 1.37.
  public Span addLink(SpanContext spanContext) {
    return addLink(spanContext, Attributes.empty());
  }

  // Not an override: the interface has it since 1.37.
  public Span addLink(SpanContext spanContext, Attributes attributes) {
    if (spanContext.isValid()) {
      sink.addLink(SpanRefs.link(spanContext, attributes));
    }
    return this;
  }

  @Override
  public Span setStatus(StatusCode statusCode, @Nullable String description) {
    sink.setStatus(statusCode.name(), description == null ? "" : description);
    return this;
  }

  @Override
  public Span recordException(Throwable exception, @Nullable Attributes additionalAttributes) {
    sink.recordException(exception, AttributeList.of(additionalAttributes));
    return this;
  }

  @Override
  public Span updateName(String name) {
    sink.updateName(name);
    return this;
  }

  @Override
  public void end() {
    sink.end(0);
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    sink.end(unit.toNanos(timestamp));
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
