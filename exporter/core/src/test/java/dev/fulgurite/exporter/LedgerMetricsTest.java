package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("otel.component.name");

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final FakeExporter exporter = new FakeExporter();

  @Test
  @Tag("seed:001.metrics")
  void ledger_isReadByTheStandardInstruments() {
    EventSpanProcessor processor = processor(new AtomicReference<>(meters));
    emit(processor, 2);
    flush(processor);
    exporter.answer = spans -> CompletableResultCode.ofFailure();
    emit(processor, 3);
    flush(processor);
    processor.shutdown().join(10, SECONDS);
    emit(processor, 1);

    assertThat(points("otel.sdk.processor.span.processed"))
        .isEqualTo(Map.of("", 2L, "export_failed", 3L, "after_shutdown", 1L));
    assertThat(points("otel.sdk.exporter.span.exported"))
        .isEqualTo(Map.of("", 2L, "export_failed", 3L));
    assertThat(points("otel.sdk.processor.span.queue.size")).isEqualTo(Map.of("", 0L));
    assertThat(points("otel.sdk.processor.span.queue.capacity")).isEqualTo(Map.of("", 100L));
    assertThat(points("otel.sdk.exporter.span.inflight")).isEqualTo(Map.of("", 0L));
    assertThat(metric("otel.sdk.processor.span.processed").getUnit()).isEqualTo("{span}");
    assertThat(metric("otel.sdk.processor.span.queue.size").getLongSumData().isMonotonic())
        .isFalse();
    assertThat(metric("otel.sdk.exporter.span.exported").getLongSumData().getPoints())
        .allMatch(p -> "fulgurite_span_exporter/here".equals(p.getAttributes().get(NAME)));
  }

  @Test
  void provider_mayComeLater() {
    AtomicReference<@Nullable MeterProvider> provider = new AtomicReference<>();
    EventSpanProcessor processor = processor(provider);
    emit(processor, 1);
    flush(processor);
    assertThat(reader.collectAllMetrics()).isEmpty();
    provider.set(meters);
    emit(processor, 1);
    flush(processor);

    await()
        .untilAsserted(
            () ->
                assertThat(reader.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains("otel.sdk.processor.span.processed"));
    assertThat(points("otel.sdk.processor.span.processed")).isEqualTo(Map.of("", 2L));
  }

  @Test
  void brokenProvider_breaksNothing() {
    EventSpanProcessor processor =
        EventSpanProcessor.builder(exporter)
            .setWarnings(line -> {})
            .setMeterProvider(
                () -> {
                  throw new IllegalStateException("no meters");
                })
            .build();
    emit(processor, 2);
    flush(processor);

    assertThat(processor.ledger().delivered()).isEqualTo(2);
  }

  private EventSpanProcessor processor(AtomicReference<? extends @Nullable MeterProvider> meters) {
    return EventSpanProcessor.builder(exporter)
        .setDestination("here")
        .setMaxQueueSize(100)
        .setScheduleDelay(Duration.ofMillis(1))
        .setWarnings(line -> {})
        .setMeterProvider(meters::get)
        .build();
  }

  private Map<String, Long> points(String name) {
    Map<String, Long> points = new TreeMap<>();
    for (LongPointData point : metric(name).getLongSumData().getPoints()) {
      String error = point.getAttributes().get(ERROR);
      points.put(error == null ? "" : error, point.getValue());
    }
    return points;
  }

  private MetricData metric(String name) {
    await()
        .until(() -> reader.collectAllMetrics().stream().anyMatch(m -> m.getName().equals(name)));
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void emit(EventSpanProcessor processor, int spans) {
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
    for (int i = 0; i < spans; i++) {
      provider.get("test").spanBuilder("s").startSpan().end();
    }
  }

  private static void flush(EventSpanProcessor processor) {
    assertThat(processor.forceFlush().join(10, SECONDS).isDone()).isTrue();
  }
}
