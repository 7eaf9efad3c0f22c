package dev.fulgurite.exporter;

import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One look at everything a span holds: its size, and whether the redactor knows all of it to be
 * harmless, so that redaction can be skipped. Not thread-safe.
 *
 * <p>The size is an estimate of the heap it takes: two bytes per character, so that a queue bounded
 * by it stays within its bound also with text that Latin-1 cannot hold.
 */
final class SpanInspection implements BiConsumer<AttributeKey<?>, Object> {
  private static final long SPAN = 400;
  private static final long ENTRY = 64;

  private final Redactor redactor;
  private long bytes = SPAN;
  private boolean harmless;
  private boolean told;

  SpanInspection(SpanData span, Redactor redactor) {
    this.redactor = redactor;
    this.harmless = redactor.knows(span.getName());
    bytes += text(span.getName());
    span.getAttributes().forEach(this);
    if (!span.getStatus().getDescription().isEmpty()) {
      harmless = false;
      bytes += text(span.getStatus().getDescription());
    }
    if (!span.getEvents().isEmpty()) {
      addEvents(span.getEvents());
    }
    if (!span.getLinks().isEmpty()) {
      addLinks(span.getLinks());
    }
  }

  long bytes() {
    return bytes;
  }

  /** Whether redaction would change nothing; false where that is not known. */
  boolean isHarmless() {
    return harmless;
  }

  /** Whether an attribute tells the kind of the span, or that it carries a reward. */
  boolean isTold() {
    return told;
  }

  /** Adds an attribute. Asks the key for the type: asking a value whether it is a list is slow. */
  @Override
  public void accept(AttributeKey<?> key, Object value) {
    harmless = harmless && redactor.knows(key, value);
    told = told || EventKind.isToldBy(key.getKey());
    bytes += ENTRY;
    switch (key.getType()) {
      case STRING -> bytes += text((String) value);
      case LONG, DOUBLE, BOOLEAN -> {}
      default -> addElements(value);
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
    harmless = false;
    for (EventData event : events) {
      bytes += ENTRY + text(event.getName());
      event.getAttributes().forEach(this);
    }
  }

  private void addLinks(List<LinkData> links) {
    harmless = false;
    for (LinkData link : links) {
      bytes += 2 * ENTRY;
      link.getAttributes().forEach(this);
    }
  }

  private static long text(String text) {
    return 2L * text.length();
  }
}
