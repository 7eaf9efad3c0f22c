package dev.fulgurite.exporter;

import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span on its way. What the worker needs to know of it is told by the emitter, who has it at
 * hand; the worker would have to fetch it from another core's cache.
 *
 * @param bytes estimated size
 */
record QueuedSpan(SpanData data, long bytes, EventKind kind, Lane lane) {
  /** Redacts what is to be redacted, and looks up what one look at the span has not told. */
  static QueuedSpan of(SpanData data, Redactor redactor) {
    SpanInspection found = new SpanInspection(data, redactor);
    SpanData kept = found.isHarmless() ? data : redactor.redact(data);
    long bytes = Math.min(found.bytes(), QueueLoad.MAX_BYTES);
    return found.isTold() || EventKind.isToldByName(data.getName())
        ? new QueuedSpan(kept, bytes, EventKind.of(data), Lane.of(data))
        : new QueuedSpan(kept, bytes, EventKind.SPAN, Lane.ORDINARY);
  }

  /** The same with {@code kept}, which has been redacted, for its data. */
  QueuedSpan with(SpanData kept, Redactor redactor) {
    long size = new SpanInspection(kept, redactor).bytes();
    return new QueuedSpan(kept, Math.min(size, QueueLoad.MAX_BYTES), kind, lane);
  }

  boolean priority() {
    return lane == Lane.PRIORITY;
  }
}
