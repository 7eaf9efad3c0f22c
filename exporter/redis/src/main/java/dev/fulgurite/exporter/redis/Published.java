package dev.fulgurite.exporter.redis;

/**
 * What became of a published event.
 *
 * @param entryId Redis's id of the entry; empty with {@link Delivery#STORED}, which it gets later
 * @param traceId of the event's span; empty where nothing records spans
 * @param spanId as {@code traceId}
 */
public record Published(String stream, String entryId, String traceId, String spanId) {}
