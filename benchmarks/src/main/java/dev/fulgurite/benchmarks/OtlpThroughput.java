package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.otlp.OtlpCompression;
import dev.fulgurite.exporter.otlp.OtlpProtocol;
import dev.fulgurite.exporter.otlp.OtlpSpanExporter;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spans that reach an OTLP receiver per second, over loopback: our exporter behind our processor
 * against OpenTelemetry's behind {@code BatchSpanProcessor}, with queues that hold everything.
 * Redaction is off, since the other side has none. Each run checks that the receiver got the ids
 * that were emitted.
 */
final class OtlpThroughput {
  private static final int SPANS = 40_000;

  private final ReceiverProcess receiver;
  private final OtlpProtocol protocol;
  private final OtlpCompression compression;

  private OtlpThroughput(
      ReceiverProcess receiver, OtlpProtocol protocol, OtlpCompression compression) {
    this.receiver = receiver;
    this.protocol = protocol;
    this.compression = compression;
  }

  static void run(Table table) throws Exception {
    try (ReceiverProcess receiver = new ReceiverProcess()) {
      for (OtlpProtocol protocol : OtlpProtocol.values()) {
        for (OtlpCompression compression : OtlpCompression.values()) {
          new OtlpThroughput(receiver, protocol, compression).compare(table);
        }
      }
    }
  }

  private void compare(Table table) throws Exception {
    String what = "OTLP over %s, compression %s, loopback".formatted(protocol, compression);
    Pairs<Run> pairs = Pairs.run(this::ours, this::theirs);
    table.row(what + ": spans received", "/s", pairs.medians(Run::perSecond));
    if (compression == OtlpCompression.GZIP) {
      table.row(what + ": bytes a span", "B", pairs.medians(Run::bytes));
    }
  }

  private Run ours() throws Exception {
    SpanExporter exporter =
        OtlpSpanExporter.builder()
            .setProtocol(protocol)
            .setCompression(compression)
            .setEndpoint(receiver.endpoint(protocol))
            .build();
    return send(
        EventSpanProcessor.builder(exporter)
            .setOverflowPolicy(OverflowPolicy.BLOCK)
            .setBlockTimeout(Duration.ofMinutes(1))
            .setMaxQueueSize(SPANS)
            .setMaxQueueBytes(1 << 30)
            .setMaxInFlight(4)
            .setRedactor(Redactor.builder().setBuiltin(false).build())
            .build());
  }

  private Run theirs() throws Exception {
    return send(BatchSpanProcessor.builder(stockExporter()).setMaxQueueSize(2 * SPANS).build());
  }

  private SpanExporter stockExporter() {
    String endpoint = receiver.endpoint(protocol);
    String packing = compression == OtlpCompression.GZIP ? "gzip" : "none";
    return protocol == OtlpProtocol.GRPC
        ? OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).setCompression(packing).build()
        : OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setCompression(packing).build();
  }

  private record Run(double perSecond, double bytes) {}

  private Run send(SpanProcessor processor) throws Exception {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
      long start = System.nanoTime();
      long ids = AgentSpans.emit(provider.get("benchmark"), SPANS);
      provider.forceFlush().join(2, TimeUnit.MINUTES);
      long nanos = System.nanoTime() - start;
      ReceiverProcess.Seen seen = receiver.seen();
      if (seen.spans() != SPANS || seen.idSum() != ids) {
        throw new IllegalStateException("emitted " + SPANS + " spans, the receiver saw " + seen);
      }
      return new Run(SPANS * 1e9 / nanos, (double) seen.bytes() / SPANS);
    }
  }
}
