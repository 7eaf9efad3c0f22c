package dev.fulgurite.exporter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.store.TraceStateText;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes as a JSON object whose tokens tell their types: 1 is a long, 1.0 a double. */
final class AttributesWriter {
  private final JsonGenerator json;

  AttributesWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Attributes attributes) throws IOException {
    json.writeStartObject();
    for (var entry : attributes.asMap().entrySet()) {
      json.writeFieldName(key(entry.getKey().getKey()));
      value(entry.getValue());
    }
    json.writeEndObject();
  }

  /** Parsers take half of a surrogate pair in a value, but not in a key: there it is a "?". */
  private static String key(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }

  private void value(@Nullable Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(element);
      }
      json.writeEndArray();
    } else if (value instanceof Value<?> complex) {
      complex(complex);
    } else if (value == null) {
      json.writeNull(); // an element of an array
    } else {
      scalar(value);
    }
  }

  private void complex(Value<?> value) throws IOException {
    switch (value.getType()) {
      case KEY_VALUE_LIST -> keyValues((List<?>) value.getValue());
      case BYTES -> json.writeBinary(bytes((ByteBuffer) value.getValue()));
      case EMPTY -> json.writeNull();
      default -> value(value.getValue());
    }
  }

  private void keyValues(List<?> pairs) throws IOException {
    json.writeStartObject();
    for (Object pair : pairs) {
      KeyValue keyValue = (KeyValue) pair;
      json.writeFieldName(key(keyValue.getKey()));
      complex(keyValue.getValue());
    }
    json.writeEndObject();
  }

  private void scalar(Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(value.toString());
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
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
