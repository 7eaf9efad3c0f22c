package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span on its way.
 *
 * @param bytes estimated size
 */
record QueuedSpan(SpanData data, long bytes, Lane lane) {
  static QueuedSpan of(SpanData data, Lane lane) {
    return new QueuedSpan(data, Math.min(SpanSize.of(data), QueueLoad.MAX_BYTES), lane);
  }

  boolean priority() {
    return lane == Lane.PRIORITY;
  }

  EventKind kind() {
    return EventKind.of(data);
  }
}
