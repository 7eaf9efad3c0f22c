package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * Keeps the spans that a destination refused, so that somebody can see what was wrong with them.
 */
public interface Quarantine {
  /**
   * Called on the thread that calls the exporter. What it throws is said once; the span counts as
   * {@code rejected} either way.
   *
   * @param reason what the destination answered
   */
  void keep(SpanData span, String reason);
}
