package dev.fulgurite.chaos;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.HashSet;
import java.util.Set;

/** Emits spans through a real tracer provider and remembers their ids. One thread. */
final class Emitting implements AutoCloseable {
  final Set<String> ids = new HashSet<>();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  Emitting(SpanProcessor processor) {
    provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
    tracer = provider.get("chaos");
  }

  void emit(int spans) {
    emit(spans, "x".repeat(200));
  }

  void emit(int spans, String text) {
    for (int i = 0; i < spans; i++) {
      Span span = tracer.spanBuilder("s" + i).setAttribute("text", text).startSpan();
      span.end();
      ids.add(span.getSpanContext().getSpanId());
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
