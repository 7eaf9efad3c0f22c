package dev.fulgurite.exporter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.store.AttributeText;
import dev.fulgurite.exporter.store.TraceStateText;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.util.Map;

/** Attributes as a JSON object, each as {@link AttributeText} has it. */
final class AttributesWriter {
  private final JsonGenerator json;

  AttributesWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Attributes attributes) throws IOException {
    json.writeStartObject();
    for (var entry : attributes.asMap().entrySet()) {
      json.writeFieldName(AttributeText.key(entry.getKey().getKey()));
      AttributeText.write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  /** W3C trace state as an object. */
  void traceState(String w3c) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> entry : TraceStateText.parse(w3c).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
