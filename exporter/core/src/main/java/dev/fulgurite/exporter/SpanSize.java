package dev.fulgurite.exporter;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * Estimates the heap a span holds: two bytes per character, so that a queue bounded by it stays
 * within its bound also with text that Latin-1 cannot hold.
 */
final class SpanSize {
  private static final long SPAN = 400;
  private static final long ENTRY = 64;

  static long of(SpanData span) {
    long bytes = SPAN + text(span.getName()) + text(span.getStatus().getDescription());
    bytes += of(span.getAttributes());
    for (EventData event : span.getEvents()) {
      bytes += ENTRY + text(event.getName()) + of(event.getAttributes());
    }
    for (LinkData link : span.getLinks()) {
      bytes += 2 * ENTRY + of(link.getAttributes());
    }
    return bytes;
  }

  private static long of(Attributes attributes) {
    long[] bytes = {0};
    attributes.forEach((key, value) -> bytes[0] += ENTRY + of(value));
    return bytes[0];
  }

  private static long of(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    long bytes = 0;
    if (value instanceof List<?> list) {
      for (Object element : list) {
        bytes += 16 + of(element);
      }
    }
    return bytes;
  }

  private static long text(String text) {
    return 2L * text.length();
  }

  private SpanSize() {}
}
