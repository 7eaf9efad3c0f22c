package dev.fulgurite.exporter.pressure;

import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** A span whose long texts are cut, and which says so. */
public final class TruncatedSpan extends DelegatingSpanData {
  private static final AttributeKey<Boolean> MARK = AttributeKey.booleanKey(Fulgurite.TRUNCATED);

  private final Attributes attributes;
  private final List<EventData> events;

  private TruncatedSpan(SpanData span, Attributes attributes, List<EventData> events) {
    super(span);
    this.attributes = attributes.toBuilder().put(MARK, true).build();
    this.events = events;
  }

  /** {@code span} itself where no text of an attribute is longer than {@code maxLength}. */
  public static SpanData of(SpanData span, int maxLength) {
    Attributes attributes = cut(span.getAttributes(), maxLength);
    List<EventData> events = span.getEvents().stream().map(e -> cut(e, maxLength)).toList();
    boolean same = attributes == span.getAttributes() && events.equals(span.getEvents());
    return same ? span : new TruncatedSpan(span, attributes, events);
  }

  private static EventData cut(EventData event, int maxLength) {
    Attributes kept = cut(event.getAttributes(), maxLength);
    return kept == event.getAttributes()
        ? event
        : EventData.create(
            event.getEpochNanos(), event.getName(), kept, event.getTotalAttributeCount());
  }

  private static Attributes cut(Attributes attributes, int maxLength) {
    AttributesBuilder builder = attributes.toBuilder();
    boolean[] changed = new boolean[1];
    attributes.forEach(
        (key, value) -> {
          Object kept = cut(key.getType(), value, maxLength);
          if (!kept.equals(value)) {
            changed[0] = true;
            put(builder, key, kept);
          }
        });
    return changed[0] ? builder.build() : attributes;
  }

  @SuppressWarnings("unchecked") // the value keeps its type
  private static void put(AttributesBuilder builder, AttributeKey<?> key, Object value) {
    builder.put((AttributeKey<Object>) key, value);
  }

  private static Object cut(AttributeType type, Object value, int maxLength) {
    return switch (type) {
      case STRING -> cut((String) value, maxLength);
      case STRING_ARRAY ->
          ((List<?>) value)
              .stream().map(text -> text == null ? null : cut((String) text, maxLength)).toList();
      default -> value;
    };
  }

  private static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(maxLength - 1));
    return text.substring(0, splitsPair ? maxLength - 1 : maxLength);
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  /** With the mark, or it would look as if fewer than none had been left out. */
  @Override
  public int getTotalAttributeCount() {
    int left = super.getTotalAttributeCount() - super.getAttributes().size();
    return attributes.size() + left;
  }
}
