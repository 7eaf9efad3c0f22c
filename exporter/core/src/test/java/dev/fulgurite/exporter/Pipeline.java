package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A processor behind a real tracer provider, with an exporter that remembers. */
final class Pipeline implements AutoCloseable {
  final FakeExporter exporter = new FakeExporter();
  final EventSpanProcessor processor;
  final SdkTracerProvider provider;
  final Tracer tracer;

  Pipeline(UnaryOperator<EventSpanProcessorBuilder> settings) {
    processor =
        settings
            .apply(
                EventSpanProcessor.builder(exporter)
                    .setDestination("fake")
                    .setScheduleDelay(Duration.ofMillis(300))
                    .setShutdownTimeout(Duration.ofSeconds(10)))
            .build();
    provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
    tracer = provider.get("test");
  }

  Span emit(String name) {
    Span span = tracer.spanBuilder(name).startSpan();
    span.end();
    return span;
  }

  void emit(String prefix, int from, int to) {
    for (int i = from; i < to; i++) {
      emit(prefix + i);
    }
  }

  Span reward(double value) {
    Span span =
        tracer
            .spanBuilder(AgentLightning.ANNOTATION_SPAN)
            .setAttribute(AgentLightning.PRIMARY_REWARD_VALUE, value)
            .startSpan();
    span.end();
    return span;
  }

  /** Emits one span and returns once the exporter holds it. */
  FakeExporter.Gate holdExport() throws InterruptedException {
    FakeExporter.Gate gate = exporter.hold();
    emit("held");
    gate.awaitReached();
    return gate;
  }

  boolean flush() {
    return succeeds(processor.forceFlush());
  }

  boolean shutdown() {
    return succeeds(processor.shutdown());
  }

  LedgerSnapshot ledger() {
    return processor.ledger();
  }

  @Override
  public void close() {
    processor.shutdown();
  }

  static boolean succeeds(CompletableResultCode result) {
    return result.join(20, SECONDS).isSuccess();
  }
}
