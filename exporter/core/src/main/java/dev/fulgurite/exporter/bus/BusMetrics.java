package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.LedgerSnapshot;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of the ledgers as OpenTelemetry metrics, by subscription. */
final class BusMetrics {
  private static final AttributeKey<String> SUBSCRIPTION =
      AttributeKey.stringKey("fulgurite.bus.subscription");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("fulgurite.bus.type");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final String EVENTS = "{event}";

  static void register(EventBus bus, @Nullable MeterProvider provider) {
    if (provider == null) {
      return;
    }
    Meter meter = provider.get("dev.fulgurite.exporter");
    meter
        .counterBuilder("fulgurite.bus.event.processed")
        .setUnit(EVENTS)
        .setDescription("Events of which it is known what became of them, handled or not.")
        .buildWithCallback(measurement -> bus.subscriptions().forEach(s -> record(measurement, s)));
    meter
        .upDownCounterBuilder("fulgurite.bus.event.inflight")
        .setUnit(EVENTS)
        .setDescription("Events that wait for a handler, or are being handled.")
        .buildWithCallback(
            measurement ->
                bus.subscriptions()
                    .forEach(s -> measurement.record(s.ledger().inFlight(), attributes(s))));
  }

  private static void record(ObservableLongMeasurement measurement, Subscription subscription) {
    LedgerSnapshot ledger = subscription.ledger();
    Attributes attributes = attributes(subscription);
    measurement.record(ledger.delivered(), attributes);
    record(measurement, attributes, ledger.droppedByReason());
    record(measurement, attributes, ledger.failedByReason());
  }

  private static void record(
      ObservableLongMeasurement measurement, Attributes attributes, Map<String, Long> reasons) {
    reasons.forEach(
        (reason, count) ->
            measurement.record(count, attributes.toBuilder().put(ERROR, reason).build()));
  }

  private static Attributes attributes(Subscription subscription) {
    return Attributes.of(SUBSCRIPTION, subscription.id(), TYPE, subscription.type().word());
  }

  private BusMetrics() {}
}
