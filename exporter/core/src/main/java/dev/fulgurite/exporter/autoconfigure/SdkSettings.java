package dev.fulgurite.exporter.autoconfigure;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/** Our settings, where the SDK reads its own: system properties, environment, and its suppliers. */
final class SdkSettings {
  static Configuration read(ConfigProperties properties) {
    Map<String, String> settings = new HashMap<>();
    for (Setting setting : Setting.values()) {
      String value = properties.getString(setting.key());
      if (value != null) {
        settings.put(setting.key(), value);
      }
    }
    return Configuration.ofContainer(settings);
  }

  static void warn(String line) {
    System.getLogger(SdkSettings.class.getPackageName()).log(Level.WARNING, line);
  }

  private SdkSettings() {}
}
