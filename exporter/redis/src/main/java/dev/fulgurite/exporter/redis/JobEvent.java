package dev.fulgurite.exporter.redis;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An event of a job, as it stands on its stream and in its span.
 *
 * @param data JSON
 * @param timestamp as the publisher wrote it, empty for none
 * @param delivery who puts it on the stream
 */
record JobEvent(String jobId, String eventType, String timestamp, String data, Delivery delivery) {
  static final String SPAN_NAME = "job.event";
  static final String UNKNOWN = "unknown";
  static final String STREAM_PREFIX = "job_events:";

  static final AttributeKey<String> JOB_ID = AttributeKey.stringKey("fulgurite.job.id");
  static final AttributeKey<String> EVENT_TYPE = AttributeKey.stringKey("fulgurite.job.event_type");
  static final AttributeKey<String> TIMESTAMP = AttributeKey.stringKey("fulgurite.job.timestamp");
  static final AttributeKey<String> DATA = AttributeKey.stringKey("fulgurite.job.data");
  static final AttributeKey<String> DELIVERY = AttributeKey.stringKey("fulgurite.job.delivery");

  static JobEvent of(String jobId, Map<String, ?> event, Delivery delivery) {
    if (requireNonNull(jobId, "jobId").isEmpty()) {
      throw new IllegalArgumentException("jobId must not be empty: it names the stream");
    }
    return new JobEvent(
        jobId,
        text(requireNonNull(event, "event"), StreamEntry.EVENT_TYPE, UNKNOWN),
        text(event, StreamEntry.TIMESTAMP, ""),
        Json.write(event),
        delivery);
  }

  private static String text(Map<String, ?> event, String key, String otherwise) {
    Object value = event.get(key);
    return value == null ? otherwise : value.toString();
  }

  /** What the span says; empty where it is no event of a job. */
  static Optional<JobEvent> in(Attributes span) {
    String id = span.get(JOB_ID);
    String type = span.get(EVENT_TYPE);
    String data = span.get(DATA);
    if (id == null || type == null || data == null) {
      return Optional.empty();
    }
    String time = span.get(TIMESTAMP);
    return Optional.of(
        new JobEvent(id, type, time == null ? "" : time, data, Delivery.of(span.get(DELIVERY))));
  }

  static String stream(String jobId) {
    return STREAM_PREFIX + jobId;
  }

  Attributes toAttributes() {
    return Attributes.of(
        JOB_ID,
        jobId,
        EVENT_TYPE,
        eventType,
        TIMESTAMP,
        timestamp,
        DATA,
        data,
        DELIVERY,
        delivery.word());
  }

  /** The ids are empty where there is no span. */
  Append toAppend(String traceId, String spanId) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(StreamEntry.DATA, data);
    fields.put(StreamEntry.TIMESTAMP, timestamp);
    fields.put(StreamEntry.EVENT_TYPE, eventType);
    if (!spanId.isEmpty()) {
      fields.put(StreamEntry.TRACE_ID, traceId);
      fields.put(StreamEntry.SPAN_ID, spanId);
    }
    return new Append(stream(jobId), fields);
  }
}
