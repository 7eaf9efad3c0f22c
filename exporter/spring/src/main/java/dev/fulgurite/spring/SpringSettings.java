package dev.fulgurite.spring;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Our settings, from wherever Spring reads: it asks system properties and environment too. */
final class SpringSettings {
  static Configuration read(Environment environment) {
    Map<String, String> settings = new HashMap<>();
    for (Setting setting : Setting.values()) {
      String value = environment.getProperty(setting.key());
      if (value != null) {
        settings.put(setting.key(), value);
      }
    }
    return Configuration.ofContainer(settings);
  }

  private SpringSettings() {}
}
