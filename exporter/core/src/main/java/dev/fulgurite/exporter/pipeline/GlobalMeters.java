package dev.fulgurite.exporter.pipeline;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import org.jspecify.annotations.Nullable;

/** The global meter provider: no stable SPI hands an SDK's to its span processors. */
final class GlobalMeters {
  /** Since 1.57. Before, asking for the global OpenTelemetry would fix it to a no-op. */
  private static final boolean CAN_BE_ASKED = canBeAsked();

  /** Null until the application, or its SDK's autoconfiguration, has set one. */
  static @Nullable MeterProvider find() {
    return CAN_BE_ASKED && GlobalOpenTelemetry.isSet()
        ? GlobalOpenTelemetry.get().getMeterProvider()
        : null;
  }

  private static boolean canBeAsked() {
    try {
      return GlobalOpenTelemetry.class.getMethod("isSet") != null;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private GlobalMeters() {}
}
