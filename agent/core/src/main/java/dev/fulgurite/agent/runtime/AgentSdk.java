package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.exporter.PrioritySampler;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.otlp.OtlpSpanExporter;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own SDK, as OpenTelemetry's standard settings want it: resource, sampler, limits, and
 * a collector where an endpoint is named.
 */
final class AgentSdk {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String OTLP = "otlp";
  private static final String NONE = "none";

  private final StorePipeline pipeline;
  private final Configuration configuration;
  private final ClassLoader loader = AgentSdk.class.getClassLoader();
  private @Nullable String wanted;

  private AgentSdk(StorePipeline pipeline, Configuration configuration) {
    this.pipeline = pipeline;
    this.configuration = configuration;
  }

  /** A setting that OpenTelemetry refuses is told, and its defaults hold. */
  static TracerProvider build(StorePipeline pipeline, Configuration configuration) {
    try {
      return new AgentSdk(pipeline, configuration).build();
    } catch (Throwable t) {
      Console.line(
          "OpenTelemetry's settings cannot be used, its defaults hold and no collector is sent"
              + " to: "
              + t.getMessage()
              + "; correct the OTEL_* variable or otel.* property");
      return byDefault(pipeline).build();
    }
  }

  private TracerProvider build() {
    return hasSettings() ? configured() : asItIs();
  }

  /** Whether anybody has said anything to OpenTelemetry: reading it takes a hundred classes. */
  private static boolean hasSettings() {
    return System.getProperties().stringPropertyNames().stream()
            .anyMatch(name -> name.regionMatches(true, 0, "otel", 0, "otel".length()))
        || System.getenv().keySet().stream().anyMatch(name -> name.startsWith("OTEL"));
  }

  /** What the settings' defaults come to. */
  private TracerProvider asItIs() {
    Resource instance =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString()));
    return byDefault(pipeline).setResource(Resource.getDefault().merge(instance)).build();
  }

  private static SdkTracerProviderBuilder byDefault(StorePipeline pipeline) {
    return SdkTracerProvider.builder()
        .setSampler(PrioritySampler.wrap(Sampler.parentBased(Sampler.alwaysOn())))
        .addSpanProcessor(pipeline);
  }

  private TracerProvider configured() {
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
        properties.getString(ENDPOINT) != null || properties.getString(TRACES_ENDPOINT) != null;
    if (named && !NONE.equals(wanted)) {
      pipeline.addDestination(OTLP, exporters(properties), ContentCapture.isOn());
    }
  }

  /** The first is the one that is used while it works. */
  private List<SpanExporter> exporters(ConfigProperties properties) {
    List<SpanExporter> exporters = new ArrayList<>();
    exporters.add(exporter(properties::getString));
    for (String endpoint : configuration.list(Setting.FAILOVER_ENDPOINTS)) {
      exporters.add(
          exporter(
              key ->
                  switch (key) {
                    case ENDPOINT -> endpoint;
                    case TRACES_ENDPOINT -> null;
                    default -> properties.getString(key);
                  }));
    }
    return exporters;
  }

  /** Any other exception would lose its message on the way through the SDK. */
  private static SpanExporter exporter(Function<String, @Nullable String> properties) {
    try {
      return OtlpSpanExporter.create(properties);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }
}
