package dev.fulgurite.extension;

import dev.fulgurite.exporter.autoconfigure.FulguriteCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** As in any SDK that configures itself, after the application's session has been asked for. */
public final class ExtensionCustomizer implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addTracerProviderCustomizer(
        (builder, properties) -> builder.addSpanProcessor(new ApplicationSession()));
    new FulguriteCustomizer().customize(customizer);
  }
}
