package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where spans come from, as dictionary text: the same for many spans, so written once. */
final class Origin {
  record Scope(String name, @Nullable String version) {
    static Scope of(StoredSpan span) {
      return new Scope(span.scopeName(), span.scopeVersion());
    }

    String encode() {
      return json(
          out -> {
            out.writeStringField("name", name);
            writeOptional(out, "version", version);
          });
    }

    static Scope decode(String text) throws IOException {
      try (JsonParser in = Json.parser(text)) {
        in.nextToken();
        String name = Json.string(in, "name");
        return new Scope(name, readOptional(in));
      }
    }
  }

  record Resource(Attributes attributes, @Nullable String schemaUrl) {
    static Resource of(StoredSpan span) {
      return new Resource(span.resource(), span.resourceSchemaUrl());
    }

    String encode() {
      return json(
          out -> {
            out.writeFieldName("attributes");
            AttributesJson.write(out, attributes);
            writeOptional(out, "schema_url", schemaUrl);
          });
    }

    static Resource decode(String text) throws IOException {
      try (JsonParser in = Json.parser(text)) {
        in.nextToken();
        in.nextToken();
        in.nextToken();
        Attributes attributes = AttributesJson.read(in);
        return new Resource(attributes, readOptional(in));
      }
    }
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private static String json(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void writeOptional(JsonGenerator out, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }

  private static @Nullable String readOptional(JsonParser in) throws IOException {
    return in.nextFieldName() == null ? null : in.nextTextValue();
  }

  private Origin() {}
}
