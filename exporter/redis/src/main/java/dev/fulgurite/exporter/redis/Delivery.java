package dev.fulgurite.exporter.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who puts a published event on its stream. */
public enum Delivery {
  /**
   * The publisher, at once. The stage completes when Redis has it and fails when Redis did not
   * answer in time; nobody sends it again then.
   */
  DIRECT,

  /**
   * The {@code redis} destination of the pipeline, from the event's span: with {@code
   * fulgurite.forward=redis} the span waits in the store, across outages and restarts, until Redis
   * has it. The stage completes when the span has ended.
   */
  STORED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Delivery of(@Nullable String word) {
    return STORED.word().equals(word) ? STORED : DIRECT;
  }
}
