package dev.fulgurite.exporter.redis;

import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of a stream. Immutable.
 *
 * @param id Redis's, {@code milliseconds-number}
 * @param fields in their order
 */
public record StreamEntry(String stream, String id, Map<String, String> fields) {
  static final String DATA = "data";
  static final String TIMESTAMP = "timestamp";
  static final String EVENT_TYPE = "event_type";
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";
  static final String SPAN = "span";

  /** Takes its own copy of the fields. */
  public StreamEntry {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  static StreamEntry of(StreamMessage<String, String> message) {
    Map<String, String> body = message.getBody();
    return new StreamEntry(message.getStream(), message.getId(), body == null ? Map.of() : body);
  }

  /** What kind of event; {@code unknown} where the entry does not say. */
  public String eventType() {
    return fields.getOrDefault(EVENT_TYPE, JobEvent.UNKNOWN);
  }

  /** As its publisher wrote it; empty where it gave none. */
  public String timestamp() {
    return fields.getOrDefault(TIMESTAMP, "");
  }

  /**
   * The event; empty where the entry has none.
   *
   * @throws IllegalArgumentException if the field is no JSON object
   */
  public Map<String, Object> data() {
    return Json.read(fields.getOrDefault(DATA, "{}"));
  }

  /** Of the span that this entry is; empty where another program published it. */
  public String traceId() {
    return fields.getOrDefault(TRACE_ID, "");
  }

  /** As {@link #traceId()}: the same in a second entry means that it was sent again. */
  public String spanId() {
    return fields.getOrDefault(SPAN_ID, "");
  }

  /** When Redis got it. */
  public Instant time() {
    return Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10));
  }
}
