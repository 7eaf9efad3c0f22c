package dev.fulgurite.exporter.store;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of heap a span holds on to, for those who bound what they keep. Resource and
 * scope are shared by many spans, so left out.
 */
public final class SpanSize {
  private static final long SPAN = 600;
  private static final long ENTRY = 64;

  /** In bytes, rather too many than too few. Looks at each attribute, and copies nothing. */
  public static long of(StoredSpan span) {
    long size = SPAN + of(span.attributes());
    size += text(span.name()) + text(span.traceState()) + text(span.statusDescription());
    for (StoredSpan.Event event : span.events()) {
      size += ENTRY + text(event.name()) + of(event.attributes());
    }
    for (StoredSpan.Link link : span.links()) {
      size += 2 * ENTRY + text(link.traceState()) + of(link.attributes());
    }
    return size;
  }

  private static long of(Attributes attributes) {
    AtomicLong size = new AtomicLong();
    attributes.forEach((key, value) -> size.addAndGet(text(key.getKey()) + of(value)));
    return size.get();
  }

  private static long of(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(SpanSize::of).sum() + ENTRY;
    }
    return value instanceof Value<?> tree ? ENTRY + tree(tree.getValue()) : ENTRY;
  }

  private static long tree(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(SpanSize::element).sum() + ENTRY;
    }
    return value instanceof ByteBuffer bytes ? bytes.remaining() : of(value);
  }

  private static long element(@Nullable Object element) {
    return element instanceof KeyValue entry
        ? text(entry.getKey()) + of(entry.getValue())
        : of(element);
  }

  private static long text(String text) {
    return ENTRY + 2L * text.length();
  }

  private SpanSize() {}
}
