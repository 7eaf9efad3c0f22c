package dev.fulgurite.exporter.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a session that was idle, told by its last span: live and from a store alike.
 *
 * @param lastHeard when that span ended
 */
record Expiry(
    String session, @Nullable String user, String traceId, String spanId, Instant lastHeard) {
  BusEvent event(Duration idleTime) {
    return new BusEvent(
        SpanEvents.id(traceId, spanId, BusEventType.SESSION_EXPIRED),
        BusEventType.SESSION_EXPIRED,
        null,
        user,
        session,
        traceId,
        spanId,
        lastHeard.plus(idleTime),
        null,
        null,
        null,
        Map.of());
  }
}
