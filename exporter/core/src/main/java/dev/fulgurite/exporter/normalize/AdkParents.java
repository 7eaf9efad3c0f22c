package dev.fulgurite.exporter.normalize;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;

/**
 * Under which span an ADK span really ran. ADK leaves a tool's span current after the tool has
 * ended, and the next agent of a sequence starts under it; what starts under a span that has ended
 * belongs to the nearest ancestor that has not. Thread-safe.
 */
final class AdkParents {
  private final Map<String, Ended> ended = new Remembered<>(); // guarded by itself

  private record Ended(SpanContext parent, long epochNanos) {}

  SpanContext of(SpanData span) {
    synchronized (ended) {
      SpanContext parent = open(span);
      ended.put(span.getSpanId(), new Ended(parent, span.getEndEpochNanos()));
      return parent;
    }
  }

  private SpanContext open(SpanData span) {
    SpanContext parent = span.getParentSpanContext();
    Ended gone = ended.get(parent.getSpanId());
    while (gone != null && gone.epochNanos <= span.getStartEpochNanos()) {
      parent = gone.parent;
      gone = ended.get(parent.getSpanId());
    }
    return parent.isValid() ? parent : span.getParentSpanContext();
  }
}
