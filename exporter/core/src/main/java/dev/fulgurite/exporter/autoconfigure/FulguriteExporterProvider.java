package dev.fulgurite.exporter.autoconfigure;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * {@code otel.traces.exporter=fulgurite} where {@link FulguriteCustomizer} has not taken over: the
 * store behind OpenTelemetry's own batch processor, whose losses nobody counts.
 */
public final class FulguriteExporterProvider implements ConfigurableSpanExporterProvider {
  static final String NAME = "fulgurite";

  @Override
  public SpanExporter createExporter(ConfigProperties properties) {
    Configuration configuration = SdkSettings.read(properties);
    ClassLoader loader = FulguriteExporterProvider.class.getClassLoader();
    return StorePipeline.exporter(configuration, loader, SdkSettings::warn);
  }

  @Override
  public String getName() {
    return NAME;
  }
}
