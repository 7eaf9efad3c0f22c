package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.SinkSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.log.Console;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A span of the agent's SDK, for a bridge. */
record SdkSpan(Span span) implements SinkSpan {
  @Override
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  @Override
  public String spanId() {
    return span.getSpanContext().getSpanId();
  }

  @Override
  public byte traceFlags() {
    return span.getSpanContext().getTraceFlags().asByte();
  }

  @Override
  public Map<String, String> traceState() {
    TraceState state = span.getSpanContext().getTraceState();
    if (state.isEmpty()) {
      return Map.of();
    }
    Map<String, String> entries = new LinkedHashMap<>();
    state.forEach(entries::put);
    return entries;
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  @Override
  public void setAttributes(List<Attribute> attributes) {
    Console.guard("setting attributes", () -> span.setAllAttributes(SinkAttributes.of(attributes)));
  }

  @Override
  public void addEvent(String name, List<Attribute> attributes, long epochNanos) {
    if (epochNanos > 0) {
      span.addEvent(name, SinkAttributes.of(attributes), epochNanos, TimeUnit.NANOSECONDS);
    } else {
      span.addEvent(name, SinkAttributes.of(attributes));
    }
  }

  @Override
  public void recordException(Throwable thrown, List<Attribute> attributes) {
    Console.guard(
        "recording an exception",
        () -> span.recordException(thrown, SinkAttributes.of(attributes)));
  }

  @Override
  public void addLink(SpanLink link) {
    span.addLink(SdkSink.span(link.span()).getSpanContext(), SinkAttributes.of(link.attributes()));
  }

  @Override
  public void setStatus(String code, String description) {
    span.setStatus(StatusCode.valueOf(code), description);
  }

  @Override
  public void updateName(String name) {
    span.updateName(name);
  }

  @Override
  public void end(long epochNanos) {
    if (epochNanos > 0) {
      span.end(epochNanos, TimeUnit.NANOSECONDS);
    } else {
      span.end();
    }
  }
}
