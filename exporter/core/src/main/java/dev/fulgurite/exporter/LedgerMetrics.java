package dev.fulgurite.exporter;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as OpenTelemetry's metrics about an SDK. They are read when somebody collects them, so
 * that counting costs nothing. Thread-safe.
 */
final class LedgerMetrics {
  private static final String SPANS = "{span}";
  private static final String PROCESSOR = "fulgurite_span_processor";
  private static final String EXPORTER = "fulgurite_span_exporter";
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("otel.component.type");
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("otel.component.name");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private final DeliveryLedger ledger;
  private final SpanQueue queue;
  private final ProcessorSettings settings;
  private final Attributes processor;
  private final Attributes exporter;
  private volatile @Nullable Supplier<? extends @Nullable MeterProvider> provider;

  LedgerMetrics(DeliveryLedger ledger, SpanQueue queue, ProcessorSettings settings) {
    this.ledger = ledger;
    this.queue = queue;
    this.settings = settings;
    this.processor = component(PROCESSOR, settings.destination());
    this.exporter = component(EXPORTER, settings.destination());
  }

  void setProvider(Supplier<? extends @Nullable MeterProvider> provider) {
    this.provider = provider;
  }

  /** Registers the instruments, once there is a provider. Calls foreign code; cheap afterwards. */
  void register() {
    Supplier<? extends @Nullable MeterProvider> pending = provider;
    MeterProvider found = pending == null ? null : pending.get();
    if (found != null && isFirst()) {
      Meter meter = found.get("dev.fulgurite.exporter");
      ofProcessor(meter);
      ofExporter(meter);
    }
  }

  private synchronized boolean isFirst() {
    boolean first = provider != null;
    provider = null;
    return first;
  }

  private void ofProcessor(Meter meter) {
    meter
        .counterBuilder("otel.sdk.processor.span.processed")
        .setUnit(SPANS)
        .setDescription("Spans whose processing has finished, successfully or not.")
        .buildWithCallback(
            measurement -> {
              LedgerSnapshot counts = ledger.snapshot();
              measurement.record(counts.delivered(), processor);
              record(measurement, processor, counts.droppedByReason());
              record(measurement, processor, counts.failedByReason());
            });
    meter
        .upDownCounterBuilder("otel.sdk.processor.span.queue.size")
        .setUnit(SPANS)
        .setDescription("Spans that wait in the queue.")
        .buildWithCallback(measurement -> measurement.record(queue.size(), processor));
    meter
        .upDownCounterBuilder("otel.sdk.processor.span.queue.capacity")
        .setUnit(SPANS)
        .setDescription("Spans that may wait in the queue.")
        .buildWithCallback(measurement -> measurement.record(settings.maxQueueSize(), processor));
  }

  private void ofExporter(Meter meter) {
    meter
        .counterBuilder("otel.sdk.exporter.span.exported")
        .setUnit(SPANS)
        .setDescription("Spans whose export has finished, successfully or not.")
        .buildWithCallback(
            measurement -> {
              LedgerSnapshot counts = ledger.snapshot();
              measurement.record(counts.delivered(), exporter);
              record(measurement, exporter, counts.failedByReason());
            });
    meter
        .upDownCounterBuilder("otel.sdk.exporter.span.inflight")
        .setUnit(SPANS)
        .setDescription("Spans that were taken to be exported, and are not settled.")
        .buildWithCallback(measurement -> measurement.record(ledger.taken(), exporter));
  }

  private static void record(
      ObservableLongMeasurement measurement, Attributes component, Map<String, Long> reasons) {
    reasons.forEach(
        (reason, spans) ->
            measurement.record(spans, component.toBuilder().put(ERROR, reason).build()));
  }

  private static Attributes component(String type, String destination) {
    return Attributes.of(TYPE, type, NAME, type + "/" + destination);
  }
}
