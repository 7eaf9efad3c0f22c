package dev.fulgurite.exporter.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as handlers see it: a view on a span. Immutable.
 *
 * @param id the same whenever the same span tells the same, also when it is read from a store: what
 *     was done for it need not be done again
 * @param agent name of the agent; null where the span names none
 * @param user null where nobody is named
 * @param session {@code session.id}; null only where no stamper works
 * @param traceId of the span; empty where nothing recorded one
 * @param spanId of the span; empty where nothing recorded one
 * @param time when it happened: the start of a span for what begins, else its end
 * @param executionTime null for what begins, and where a published event names none
 * @param errorType null where nothing failed, or nobody says of which type
 * @param errorMessage null where nothing failed, or nobody says why
 * @param metadata all other attributes, by their dotted keys; strings, numbers, booleans and lists
 */
public record BusEvent(
    String id,
    BusEventType type,
    @Nullable String agent,
    @Nullable String user,
    @Nullable String session,
    String traceId,
    String spanId,
    Instant time,
    @Nullable Duration executionTime,
    @Nullable String errorType,
    @Nullable String errorMessage,
    Map<String, Object> metadata) {

  /** Takes its own copy of the map. */
  public BusEvent {
    metadata = Map.copyOf(metadata);
  }

  /** The same event with other metadata: for transformations. */
  public BusEvent withMetadata(Map<String, Object> other) {
    return new BusEvent(
        id,
        type,
        agent,
        user,
        session,
        traceId,
        spanId,
        time,
        executionTime,
        errorType,
        errorMessage,
        other);
  }

  /** The same event, told by another span. */
  BusEvent recordedAs(String otherTraceId, String otherSpanId) {
    return new BusEvent(
        SpanEvents.id(otherTraceId, otherSpanId, type),
        type,
        agent,
        user,
        session,
        otherTraceId,
        otherSpanId,
        time,
        executionTime,
        errorType,
        errorMessage,
        metadata);
  }
}
