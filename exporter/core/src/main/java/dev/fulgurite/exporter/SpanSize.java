package dev.fulgurite.exporter;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Estimates the heap a span holds: two bytes per character, so that a queue bounded by it stays
 * within its bound also with text that Latin-1 cannot hold.
 */
final class SpanSize implements BiConsumer<AttributeKey<?>, Object> {
  private static final long SPAN = 400;
  private static final long ENTRY = 64;
  private static final Set<AttributeType> SCALARS =
      EnumSet.of(AttributeType.LONG, AttributeType.DOUBLE, AttributeType.BOOLEAN);

  private long bytes = SPAN;

  static long of(SpanData span) {
    SpanSize size = new SpanSize();
    size.bytes += text(span.getName()) + text(span.getStatus().getDescription());
    span.getAttributes().forEach(size);
    if (!span.getEvents().isEmpty()) {
      size.addEvents(span.getEvents());
    }
    if (!span.getLinks().isEmpty()) {
      size.addLinks(span.getLinks());
    }
    return size.bytes;
  }

  /** Adds an attribute. Asks the key for the type: asking a value whether it is a list is slow. */
  @Override
  public void accept(AttributeKey<?> key, Object value) {
    bytes += ENTRY;
    AttributeType type = key.getType();
    if (type == AttributeType.STRING) {
      bytes += text((String) value);
    } else if (!SCALARS.contains(type)) {
      addElements(value);
    }
  }

  private void addElements(Object value) {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        bytes += 16 + (element instanceof String text ? text(text) : 0);
      }
    } else {
      bytes += text(value.toString()); // a tree of values
    }
  }

  private void addEvents(List<EventData> events) {
    for (EventData event : events) {
      bytes += ENTRY + text(event.getName());
      event.getAttributes().forEach(this);
    }
  }

  private void addLinks(List<LinkData> links) {
    for (LinkData link : links) {
      bytes += 2 * ENTRY;
      link.getAttributes().forEach(this);
    }
  }

  private static long text(String text) {
    return 2L * text.length();
  }

  private SpanSize() {}
}
