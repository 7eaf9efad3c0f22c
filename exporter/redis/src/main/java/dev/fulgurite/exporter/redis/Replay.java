package dev.fulgurite.exporter.redis;

import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Entries as spans. */
final class Replay {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  static StoredSpan toSpan(StreamEntry entry) {
    String span = entry.fields().get(StreamEntry.SPAN);
    return span == null ? ofEvent(entry) : SpanJson.read(span);
  }

  /** The same entry gives the same ids: its own, or those that its place in Redis makes. */
  private static StoredSpan ofEvent(StreamEntry entry) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(entry.time().toEpochMilli());
    return new StoredSpan(
        idOr(entry.traceId(), digest(entry.stream()), TRACE_DIGITS),
        idOr(entry.spanId(), digest(entry.stream() + " " + entry.id()), SPAN_DIGITS),
        null,
        false,
        "",
        JobEvent.SPAN_NAME,
        SpanKind.INTERNAL,
        nanos,
        nanos,
        StatusCode.UNSET,
        "",
        attributes(entry),
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        "fulgurite",
        null);
  }

  private static Attributes attributes(StreamEntry entry) {
    return new JobEvent(
            jobId(entry),
            entry.eventType(),
            entry.timestamp(),
            entry.fields().getOrDefault(StreamEntry.DATA, "{}"),
            Delivery.DIRECT)
        .toAttributes();
  }

  private static String jobId(StreamEntry entry) {
    String stream = entry.stream();
    boolean ofJob = stream.startsWith(JobEvent.STREAM_PREFIX);
    return ofJob ? stream.substring(JobEvent.STREAM_PREFIX.length()) : stream;
  }

  private static String idOr(String own, String made, int digits) {
    return own.isEmpty() ? made.substring(0, digits) : own;
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private Replay() {}
}
