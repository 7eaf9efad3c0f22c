package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanKey;

/** A trace id as two numbers. */
record TraceId(long high, long low) {
  static TraceId of(SpanKey key) {
    return new TraceId(key.traceHigh(), key.traceLow());
  }
}
