package dev.fulgurite.exporter.config;

import java.util.Comparator;
import java.util.stream.Stream;

/** The known key that a misspelt one most likely stands for. */
final class NearestKey {
  static String to(String key, boolean environment) {
    return Stream.of(Setting.values())
        .map(setting -> environment ? setting.environmentKey() : setting.key())
        .min(Comparator.comparingInt(known -> distance(known, key)))
        .orElseThrow();
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private NearestKey() {}
}
