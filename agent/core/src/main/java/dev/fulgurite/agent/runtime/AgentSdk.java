package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.exporter.PrioritySampler;
import dev.fulgurite.exporter.otlp.OtlpSpanExporter;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own SDK, as OpenTelemetry's standard settings want it: resource, sampler, limits, and
 * a collector where an endpoint is named.
 */
final class AgentSdk {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String OTLP = "otlp";
  private static final String NONE = "none";

  private final StorePipeline pipeline;
  private final ClassLoader loader = AgentSdk.class.getClassLoader();
  private @Nullable String wanted;

  private AgentSdk(StorePipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** A setting that OpenTelemetry refuses is told, and its defaults hold. */
  static TracerProvider build(StorePipeline pipeline) {
    try {
      return new AgentSdk(pipeline).build();
    } catch (Throwable t) {
      Console.line(
          "OpenTelemetry's settings cannot be used, its defaults hold and no collector is sent"
              + " to: "
              + t.getMessage()
              + "; correct the OTEL_* variable or otel.* property");
      return SdkTracerProvider.builder()
          .setSampler(PrioritySampler.wrap(Sampler.parentBased(Sampler.alwaysOn())))
          .addSpanProcessor(pipeline)
          .build();
    }
  }

  private TracerProvider build() {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .setServiceClassLoader(loader)
        .disableShutdownHook()
        .addPropertiesCustomizer(this::exportersOfOurOwn)
        .addSamplerCustomizer((sampler, properties) -> PrioritySampler.wrap(sampler))
        .addTracerProviderCustomizer(
            (builder, properties) -> {
              addCollector(properties);
              return builder.addSpanProcessor(pipeline);
            })
        .build()
        .getOpenTelemetrySdk()
        .getTracerProvider();
  }

  /**
   * The pipeline exports, with its own queues; the SDK by itself exports and propagates nothing.
   */
  private Map<String, String> exportersOfOurOwn(ConfigProperties properties) {
    wanted = properties.getString(EXPORTER);
    return Map.of(
        EXPORTER,
        NONE,
        "otel.metrics.exporter",
        NONE,
        "otel.logs.exporter",
        NONE,
        "otel.propagators",
        NONE);
  }

  private void addCollector(ConfigProperties properties) {
    boolean named =
        properties.getString("otel.exporter.otlp.endpoint") != null
            || properties.getString("otel.exporter.otlp.traces.endpoint") != null;
    if (named && !NONE.equals(wanted)) {
      pipeline.addDestination(OTLP, exporter(properties), ContentCapture.isOn());
    }
  }

  /** Any other exception would lose its message on the way through the SDK. */
  private static SpanExporter exporter(ConfigProperties properties) {
    try {
      return OtlpSpanExporter.create(properties::getString);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }
}
