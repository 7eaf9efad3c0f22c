package dev.fulgurite.exporter.lightning;

import dev.fulgurite.exporter.ScopeStamper;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** An SDK as docs/agent-lightning.md wires it. */
final class Sdks {
  static OpenTelemetrySdk into(SpanProcessor processor) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(ScopeStamper.create())
                .addSpanProcessor(processor)
                .build())
        .build();
  }

  private Sdks() {}
}
