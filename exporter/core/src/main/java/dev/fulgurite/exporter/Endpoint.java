package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.Health;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the exporters that a processor may send to. The worker owns it.
 *
 * @param index its place in the order of preference
 */
record Endpoint(int index, SpanExporter exporter, ExporterCalls calls, Health health) {
  /** Begins a call; only when its thread is not busy. */
  ExporterCall call(Function<SpanExporter, @Nullable CompletableResultCode> action) {
    return calls.call(() -> action.apply(exporter));
  }

  /** For people. */
  String describe() {
    return "endpoint " + (index + 1);
  }
}
