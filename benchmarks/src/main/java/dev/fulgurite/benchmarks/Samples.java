package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Some of the spans that a store was filled with, whose values are asked for. */
final class Samples {
  private static final int EACH = 200;

  private final List<StoredSpan> spans = new ArrayList<>();

  void addOf(List<StoredSpan> made) {
    for (int i = 0; i < made.size(); i += EACH) {
      spans.add(made.get(i));
    }
  }

  void shuffle(long seed) {
    Collections.shuffle(spans, new Random(seed));
  }

  /** What is asked for to warm up, with a negative number, is not asked for otherwise. */
  StoredSpan get(int n) {
    int half = Math.max(1, spans.size() / 2);
    return spans.get(n < 0 ? spans.size() - 1 - ~n % half : n % half);
  }

  String text(int n, String key) {
    return String.valueOf(get(n).string(key));
  }
}
