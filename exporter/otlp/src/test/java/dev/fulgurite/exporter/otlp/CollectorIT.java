package dev.fulgurite.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Collector holds exactly the spans that were emitted. */
class CollectorIT {
  private static final int SPANS = 5_000;

  @TempDir Path folder;

  @BeforeAll
  static void assumeBuilt() {
    assumeTrue(
        CollectorProcess.isBuilt(),
        CollectorProcess.VARIABLE + " names no Collector: was Go installed?");
  }

  @ParameterizedTest
  @CsvSource({"HTTP_PROTOBUF, NONE", "HTTP_PROTOBUF, GZIP", "GRPC, NONE", "GRPC, GZIP"})
  void collector_holdsExactlyTheEmittedSpans(OtlpProtocol protocol, OtlpCompression compression)
      throws Exception {
    try (CollectorProcess collector = new CollectorProcess(folder)) {
      List<String> emitted = emit(collector.endpoint(protocol), protocol, compression);

      await().until(() -> collector.ids().size() >= SPANS);
      assertThat(collector.ids()).containsExactlyInAnyOrderElementsOf(emitted);
    }
  }

  private static List<String> emit(
      String endpoint, OtlpProtocol protocol, OtlpCompression compression) {
    OtlpSpanExporter exporter =
        OtlpSpanExporter.builder()
            .setEndpoint(endpoint)
            .setProtocol(protocol)
            .setCompression(compression)
            .build();
    EventSpanProcessor processor =
        EventSpanProcessor.builder(exporter)
            .setOverflowPolicy(OverflowPolicy.BLOCK)
            .setBlockTimeout(Duration.ofMinutes(1))
            .setMaxInFlight(4)
            .build();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
      List<String> ids = emit(provider.get("test"));
      provider.forceFlush().join(1, TimeUnit.MINUTES);
      assertThat(processor.ledger().delivered()).isEqualTo(SPANS);
      return ids;
    }
  }

  private static List<String> emit(Tracer tracer) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SPANS; i++) {
      Span span = tracer.spanBuilder("chat").setAttribute("step", i).startSpan();
      ids.add(span.getSpanContext().getSpanId());
      span.end();
    }
    return ids;
  }
}
