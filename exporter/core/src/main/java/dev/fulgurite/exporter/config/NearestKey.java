package dev.fulgurite.exporter.config;

import dev.fulgurite.api.NearestWord;
import java.util.stream.Stream;

/** The known key that a misspelt one most likely stands for. */
final class NearestKey {
  static String to(String key, boolean environment) {
    return NearestWord.to(
        key,
        Stream.of(Setting.values())
            .map(setting -> environment ? setting.environmentKey() : setting.key())
            .toList());
  }

  private NearestKey() {}
}
