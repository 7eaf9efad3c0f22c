package dev.fulgurite.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A span as one would write it down without much thought: a JSON object. */
final class SpanBytes {
  private static final JsonFactory JSON = new JsonFactory();

  static String json(StoredSpan span) throws IOException {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(out, span);
    }
    return text.toString();
  }

  /** One line each. */
  static byte[] jsonLines(List<StoredSpan> spans) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(spans.size() * 1_024);
    for (StoredSpan span : spans) {
      try (JsonGenerator out = JSON.createGenerator(bytes)) {
        write(out, span);
      }
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, StoredSpan span) throws IOException {
    out.writeStartObject();
    out.writeStringField("trace_id", span.traceId());
    out.writeStringField("span_id", span.spanId());
    out.writeStringField("parent_id", span.parentSpanId());
    out.writeStringField("name", span.name());
    out.writeStringField("kind", span.kind().name());
    out.writeStringField("status", span.status().name());
    out.writeNumberField("start", span.startEpochNanos());
    out.writeNumberField("end", span.endEpochNanos());
    out.writeStringField("scope", span.scopeName());
    out.writeStringField("scope_version", span.scopeVersion());
    write(out, "attributes", span.attributes());
    write(out, "resource", span.resource());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String field, Attributes attributes)
      throws IOException {
    out.writeObjectFieldStart(field);
    attributes.forEach((key, value) -> write(out, key, value));
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, AttributeKey<?> key, Object value) {
    try {
      out.writeFieldName(key.getKey());
      if (value instanceof Long number) {
        out.writeNumber(number);
      } else if (value instanceof Double number) {
        out.writeNumber(number);
      } else {
        out.writeString(value.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SpanBytes() {}
}
