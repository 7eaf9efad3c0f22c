package dev.fulgurite.exporter.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Emits spans, prints the ids that are stored, and ends when its input says {@code end}. */
final class ForwardProgram {
  /** {@code url endpoint spans}. */
  public static void main(String[] args) throws Exception {
    Map<String, String> settings =
        Map.of(
            "fulgurite.store", args[0],
            "fulgurite.forward", "otlp",
            "fulgurite.batch.max-size", "50");
    StorePipeline pipeline =
        StorePipeline.open(
            Configuration.ofProcess(settings),
            ForwardProgram.class.getClassLoader(),
            line -> System.out.println("line " + line));
    pipeline.addDestination(
        "otlp",
        OtlpHttpSpanExporter.builder().setEndpoint(args[1]).setRetryPolicy(null).build(),
        false);
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(pipeline).build();
    System.out.println(emit(provider.get("test"), Integer.parseInt(args[2])));
    pipeline.forceFlush().join(2, SECONDS); // fails while the collector is down; the store has them
    System.out.println("stored");
    if (System.in.read() >= 0) {
      pipeline.close(Duration.ofSeconds(5));
      System.out.println(pipeline.ledgers().get("otlp"));
    }
  }

  private static String emit(Tracer tracer, int spans) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < spans; i++) {
      Span span = tracer.spanBuilder("span " + i).startSpan();
      span.end();
      ids.add(span.getSpanContext().getSpanId());
    }
    return String.join(" ", ids);
  }

  private ForwardProgram() {}
}
