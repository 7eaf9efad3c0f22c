package dev.fulgurite.exporter.autoconfigure;

import dev.fulgurite.exporter.PrioritySampler;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adds a {@link StorePipeline} to the SDK, which {@link EventBus#global()} hears, and a sampler
 * that keeps rewards and exceptions, unless {@code fulgurite.store=none}. With {@code
 * otel.traces.exporter=fulgurite} the same happens: the name is taken out of that list, so that no
 * span is kept twice and each is accounted for.
 */
public final class FulguriteCustomizer implements AutoConfigurationCustomizerProvider {
  private static final String EXPORTERS = "otel.traces.exporter";

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer
        .addPropertiesCustomizer(FulguriteCustomizer::takeOver)
        .addSamplerCustomizer(FulguriteCustomizer::keepPriority)
        .addTracerProviderCustomizer(FulguriteCustomizer::addPipeline);
  }

  private static Map<String, String> takeOver(ConfigProperties properties) {
    List<String> exporters = new ArrayList<>(properties.getList(EXPORTERS));
    boolean ours = exporters.remove(FulguriteExporterProvider.NAME);
    if (!ours) {
      return Map.of();
    }
    return Map.of(EXPORTERS, exporters.isEmpty() ? "none" : String.join(",", exporters));
  }

  private static Sampler keepPriority(Sampler sampler, ConfigProperties properties) {
    boolean wanted = StorePipeline.wantsStore(SdkSettings.read(properties));
    return wanted ? PrioritySampler.wrap(sampler) : sampler;
  }

  private static SdkTracerProviderBuilder addPipeline(
      SdkTracerProviderBuilder builder, ConfigProperties properties) {
    Configuration configuration = SdkSettings.read(properties);
    configuration.problems().forEach(SdkSettings::warn);
    if (StorePipeline.wantsStore(configuration)) {
      ClassLoader loader = FulguriteCustomizer.class.getClassLoader();
      StorePipeline pipeline = StorePipeline.open(configuration, loader, SdkSettings::warn);
      pipeline.addBus(EventBus.global());
      builder.addSpanProcessor(pipeline);
    }
    return builder;
  }
}
