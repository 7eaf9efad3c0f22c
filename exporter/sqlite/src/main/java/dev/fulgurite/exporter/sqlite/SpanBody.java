package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a span has no column: codec 0 writes it as a JSON object in which absent means empty. Not
 * thread-safe.
 */
final class SpanBody {
  /** Plain JSON in UTF-8. */
  static final int JSON = 0;

  @Nullable String name;
  boolean parentRemote;
  String traceState = "";
  String statusDescription = "";
  Attributes attributes = Attributes.empty();
  final List<StoredSpan.Event> events = new ArrayList<>();
  final List<StoredSpan.Link> links = new ArrayList<>();

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

  static SpanBody decode(int codec, byte[] bytes) throws IOException {
    if (codec != JSON) {
      throw new IOException("unknown codec " + codec);
    }
    SpanBody body = new SpanBody();
    try (JsonParser in = Json.parser(bytes)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        body.readField(in, in.currentName());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
    return body;
  }

  private void readField(JsonParser in, String field) throws IOException {
    in.nextToken();
    switch (field) {
      case "name" -> name = in.getText();
      case "remote" -> parentRemote = in.getBooleanValue();
      case "state" -> traceState = in.getText();
      case "status" -> statusDescription = in.getText();
      case "attributes" -> attributes = AttributesJson.read(in);
      case "events" -> readEvents(in);
      case "links" -> readLinks(in);
      default -> throw new IOException("unknown field " + field);
    }
  }

  private void readEvents(JsonParser in) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String eventName = Json.string(in, "name");
      in.nextToken();
      long time = in.nextLongValue(0);
      events.add(new StoredSpan.Event(eventName, time, optionalAttributes(in)));
    }
  }

  private void readLinks(JsonParser in) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String trace = Json.string(in, "trace");
      String span = Json.string(in, "span");
      String state = Json.string(in, "state");
      links.add(new StoredSpan.Link(trace, span, state, optionalAttributes(in)));
    }
  }

  private static Attributes optionalAttributes(JsonParser in) throws IOException {
    if (in.nextToken() == JsonToken.END_OBJECT) {
      return Attributes.empty();
    }
    in.nextToken();
    Attributes attributes = AttributesJson.read(in);
    in.nextToken();
    return attributes;
  }
}
