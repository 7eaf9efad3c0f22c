package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Spans that arrive per second, from one and ten threads, against {@code BatchSpanProcessor}. */
final class EmitCost {
  private static final int SPANS = 1_000_000;
  private static final int QUEUE = 2048;

  static void run(Table table) throws Exception {
    for (int threads : new int[] {1, 10}) {
      Pairs delivered =
          Pairs.run(
              () -> perSecond(EmitCost::blocking, threads),
              () -> perSecond(EmitCost::stock, threads));
      table.row(
          "spans delivered, %d producer(s), queue %d (ours BLOCK, without loss)"
              .formatted(threads, QUEUE),
          "/s",
          delivered);
    }
    Pairs equal =
        Pairs.run(() -> perSecond(EmitCost::dropping, 1), () -> perSecond(EmitCost::stock, 1));
    table.row(
        "spans delivered, 1 producer, queue %d, both dropping the newest".formatted(QUEUE),
        "/s",
        equal);
  }

  private static SpanProcessor blocking(SpanExporter exporter) {
    return EventSpanProcessor.builder(exporter)
        .setOverflowPolicy(OverflowPolicy.BLOCK)
        .setMaxQueueSize(QUEUE)
        .build();
  }

  private static SpanProcessor dropping(SpanExporter exporter) {
    return EventSpanProcessor.builder(exporter)
        .setOverflowPolicy(OverflowPolicy.DROP_NEWEST)
        .setMaxQueueSize(QUEUE)
        .build();
  }

  private static SpanProcessor stock(SpanExporter exporter) {
    return BatchSpanProcessor.builder(exporter).setMaxQueueSize(QUEUE).build();
  }

  private static double perSecond(Function<SpanExporter, SpanProcessor> processor, int threads)
      throws InterruptedException {
    NothingExporter exporter = new NothingExporter();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(processor.apply(exporter)).build()) {
      Tracer tracer = provider.get("benchmark");
      long start = System.nanoTime();
      emit(tracer, threads);
      long nanos = System.nanoTime() - start;
      return exporter.spans.sum() * 1e9 / nanos;
    }
  }

  private static void emit(Tracer tracer, int threads) throws InterruptedException {
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread producer = new Thread(() -> emit(tracer, SPANS / threads, "producer"));
      producers.add(producer);
      producer.start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
  }

  private static void emit(Tracer tracer, int spans, String name) {
    for (int i = 0; i < spans; i++) {
      tracer.spanBuilder(name).setAttribute("step", i).startSpan().end();
    }
  }

  private EmitCost() {}
}
