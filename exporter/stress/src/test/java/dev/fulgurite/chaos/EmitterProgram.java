package dev.fulgurite.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Emits until it is killed. It prints {@code E id} when a span has been emitted, and {@code A ids}
 * when a flush after it succeeded, so that these must be in the store whatever comes.
 */
final class EmitterProgram {
  static final int THREADS = 3;
  private static final int SPANS_PER_FLUSH = 20;

  /** {@code path}, and {@code once} to emit one span and say goodbye. */
  public static void main(String[] args) {
    StorePipeline pipeline = StoreFiles.pipeline(Path.of(args[0]), Map.of());
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(pipeline).build();
    Tracer tracer = provider.get("emitter");
    if (args.length > 1) {
      tracer.spanBuilder("once").startSpan().end();
      provider.close();
      return;
    }
    for (int i = 0; i < THREADS; i++) {
      new Thread(() -> emit(tracer, pipeline)).start();
    }
  }

  private static void emit(Tracer tracer, StorePipeline pipeline) {
    while (true) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < SPANS_PER_FLUSH; i++) {
        Span span = tracer.spanBuilder("s").setAttribute("text", "x".repeat(i * 20)).startSpan();
        span.end();
        ids.add(span.getSpanContext().getSpanId());
        System.out.print("E " + ids.get(i) + "\n"); // in one write, with those of other threads
      }
      if (pipeline.forceFlush().join(60, SECONDS).isSuccess()) {
        System.out.print("A " + String.join(" ", ids) + "\n");
      }
    }
  }

  private EmitterProgram() {}
}
