package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/** The value seen with the earliest start; the first seen wins a tie. Not thread-safe. */
final class Earliest {
  private @Nullable String value;
  private long start;

  void offer(@Nullable String candidate, long candidateStart) {
    if (candidate != null && (value == null || candidateStart < start)) {
      value = candidate;
      start = candidateStart;
    }
  }

  @Nullable String get() {
    return value;
  }
}
