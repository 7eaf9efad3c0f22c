package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span on its way.
 *
 * @param ordinal its number in the ledger
 * @param bytes estimated size
 */
record QueuedSpan(long ordinal, SpanData data, long bytes, Lane lane) {
  static QueuedSpan of(long ordinal, SpanData data, Lane lane) {
    return new QueuedSpan(ordinal, data, SpanSize.of(data), lane);
  }

  boolean priority() {
    return lane == Lane.PRIORITY;
  }
}
