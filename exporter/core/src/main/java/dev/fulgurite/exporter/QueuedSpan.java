package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span on its way. What the worker needs to know of it is told by the emitter, who has it at
 * hand; the worker would have to fetch it from another core's cache.
 *
 * @param bytes estimated size
 */
record QueuedSpan(SpanData data, long bytes, EventKind kind, Lane lane) {
  static QueuedSpan of(SpanData data, EventKind kind, Lane lane) {
    return new QueuedSpan(data, Math.min(SpanSize.of(data), QueueLoad.MAX_BYTES), kind, lane);
  }

  boolean priority() {
    return lane == Lane.PRIORITY;
  }
}
