package dev.fulgurite.exporter.store;

import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * About how many bytes of heap a span holds on to, for those who bound what they keep. Resource and
 * scope are shared by many spans, so left out.
 */
public final class SpanSize {
  private static final long SPAN = 600;
  private static final long ENTRY = 64;

  /** In bytes, rather too many than too few. Looks at each attribute, and copies nothing. */
  public static long of(StoredSpan span) {
    long size = SPAN + of(span.name()) + of(span.attributes());
    for (StoredSpan.Event event : span.events()) {
      size += ENTRY + of(event.name()) + of(event.attributes());
    }
    for (StoredSpan.Link link : span.links()) {
      size += 2 * ENTRY + of(link.attributes());
    }
    return size;
  }

  private static long of(Attributes attributes) {
    AtomicLong size = new AtomicLong();
    attributes.forEach((key, value) -> size.addAndGet(ENTRY + of(value)));
    return size.get();
  }

  private static long of(Object value) {
    if (value instanceof String text) {
      return ENTRY + 2L * text.length();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(SpanSize::of).sum() + ENTRY;
    }
    return ENTRY;
  }

  private SpanSize() {}
}
