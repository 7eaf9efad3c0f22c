package dev.fulgurite.exporter.content;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/** Sends spans without the attributes that {@link ContentAttributes} names. Thread-safe. */
public final class ContentStrippingExporter implements SpanExporter {
  private final SpanExporter delegate;

  private ContentStrippingExporter(SpanExporter delegate) {
    this.delegate = requireNonNull(delegate, "delegate");
  }

  /** {@code delegate} gets spans without content, and everything else as it comes. */
  public static SpanExporter create(SpanExporter delegate) {
    return new ContentStrippingExporter(delegate);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return delegate.export(spans.stream().map(ContentStrippingExporter::strip).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return delegate.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return delegate.shutdown();
  }

  @Override
  public String toString() {
    return "ContentStrippingExporter{" + delegate + "}";
  }

  private static SpanData strip(SpanData span) {
    Attributes attributes = strip(span.getAttributes());
    List<EventData> events =
        span.getEvents().stream().map(ContentStrippingExporter::strip).toList();
    boolean same = attributes == span.getAttributes() && events.equals(span.getEvents());
    return same ? span : new StrippedSpan(span, attributes, events);
  }

  private static EventData strip(EventData event) {
    Attributes attributes = strip(event.getAttributes());
    return attributes == event.getAttributes()
        ? event
        : EventData.create(
            event.getEpochNanos(), event.getName(), attributes, event.getTotalAttributeCount());
  }

  private static Attributes strip(Attributes attributes) {
    Attributes stripped =
        attributes.toBuilder().removeIf(key -> ContentAttributes.contain(key.getKey())).build();
    return stripped.size() == attributes.size() ? attributes : stripped;
  }
}
