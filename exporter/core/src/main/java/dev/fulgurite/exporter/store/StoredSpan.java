package dev.fulgurite.exporter.store;

import dev.fulgurite.api.SpanView;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span at rest: everything a store keeps, with no tie to the SDK that made it. Immutable.
 *
 * @param parentRemote whether the parent was in another process
 * @param traceState W3C form, empty for none
 * @param statusDescription empty for none
 * @param resourceSchemaUrl null for none
 */
public record StoredSpan(
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    boolean parentRemote,
    String traceState,
    String name,
    SpanKind kind,
    long startEpochNanos,
    long endEpochNanos,
    StatusCode status,
    String statusDescription,
    Attributes attributes,
    List<Event> events,
    List<Link> links,
    Attributes resource,
    @Nullable String resourceSchemaUrl,
    String scopeName,
    @Nullable String scopeVersion)
    implements SpanView {

  /** Something that happened during the span. */
  public record Event(String name, long epochNanos, Attributes attributes) {}

  /** Another span this one refers to. */
  public record Link(String traceId, String spanId, String traceState, Attributes attributes) {}

  /** Takes its own copies of the lists. */
  public StoredSpan {
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  /** The string attribute {@code key}, or null. */
  public @Nullable String string(String key) {
    return attributes.get(AttributeKey.stringKey(key));
  }

  /** The attribute {@code key}, of whatever type, as {@link AttributeText} has it; or null. */
  public @Nullable String text(String key) {
    String text = string(key);
    Object value = text == null ? AttributeMatcher.find(attributes, key) : text;
    return value == null ? null : AttributeText.of(value);
  }

  /** The integer attribute {@code key}, or 0. */
  public long number(String key) {
    Long value = attributes.get(AttributeKey.longKey(key));
    return value == null ? 0 : value;
  }
}
