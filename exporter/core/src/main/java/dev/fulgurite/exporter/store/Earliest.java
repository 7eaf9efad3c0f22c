package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/** The value seen with the earliest start; the first seen wins a tie. Not thread-safe. */
public final class Earliest {
  private @Nullable String value;
  private long start;

  /** Null is no value. */
  public void offer(@Nullable String candidate, long candidateStart) {
    if (candidate != null && (value == null || candidateStart < start)) {
      value = candidate;
      start = candidateStart;
    }
  }

  /** Null where none was offered. */
  public @Nullable String get() {
    return value;
  }

  /** Of the value; null without one. */
  public @Nullable Long start() {
    return value == null ? null : start;
  }
}
