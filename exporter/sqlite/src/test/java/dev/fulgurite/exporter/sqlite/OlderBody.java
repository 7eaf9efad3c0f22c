package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes bodies as files before version 3 have them. */
final class OlderBody {
  static byte[] encode(StoredSpan span) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = Json.generator(bytes)) {
      out.writeStartObject();
      writeFields(out, span);
      writeEvents(out, span.events());
      writeLinks(out, span.links());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeFields(JsonGenerator out, StoredSpan span) throws IOException {
    if (!Json.isWellFormed(span.name())) {
      out.writeStringField("name", span.name()); // the column cannot hold it
    }
    if (span.parentRemote()) {
      out.writeBooleanField("remote", true);
    }
    if (!span.traceState().isEmpty()) {
      out.writeStringField("state", span.traceState());
    }
    if (!span.statusDescription().isEmpty()) {
      out.writeStringField("status", span.statusDescription());
    }
    writeAttributes(out, span.attributes());
  }

  private static void writeAttributes(JsonGenerator out, Attributes attributes) throws IOException {
    if (!attributes.isEmpty()) {
      out.writeFieldName("attributes");
      AttributesJson.write(out, attributes);
    }
  }

  private static void writeEvents(JsonGenerator out, List<StoredSpan.Event> events)
      throws IOException {
    if (events.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("events");
    for (StoredSpan.Event event : events) {
      out.writeStartObject();
      out.writeStringField("name", event.name());
      out.writeNumberField("time", event.epochNanos());
      writeAttributes(out, event.attributes());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeLinks(JsonGenerator out, List<StoredSpan.Link> links)
      throws IOException {
    if (links.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("links");
    for (StoredSpan.Link link : links) {
      out.writeStartObject();
      out.writeStringField("trace", link.traceId());
      out.writeStringField("span", link.spanId());
      out.writeStringField("state", link.traceState());
      writeAttributes(out, link.attributes());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private OlderBody() {}
}
