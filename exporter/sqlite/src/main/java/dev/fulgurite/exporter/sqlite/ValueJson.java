package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenTelemetry's nested values as JSON, without loss: an object whose only key is the type, such
 * as {@code {"LONG":1}}; empty for the empty value.
 */
final class ValueJson {
  static void write(JsonGenerator out, Value<?> value) throws IOException {
    out.writeStartObject();
    switch (value.getType()) {
      case STRING -> out.writeStringField("STRING", (String) value.getValue());
      case BOOLEAN -> out.writeBooleanField("BOOLEAN", (Boolean) value.getValue());
      case LONG -> out.writeNumberField("LONG", (Long) value.getValue());
      case DOUBLE -> {
        out.writeFieldName("DOUBLE");
        writeDouble(out, (Double) value.getValue());
      }
      case BYTES -> out.writeBinaryField("BYTES", bytes((ByteBuffer) value.getValue()));
      case ARRAY -> writeArray(out, (List<?>) value.getValue());
      case KEY_VALUE_LIST -> writePairs(out, (List<?>) value.getValue());
      case EMPTY -> {}
    }
    out.writeEndObject();
  }

  private static void writeArray(JsonGenerator out, List<?> elements) throws IOException {
    out.writeArrayFieldStart("ARRAY");
    for (Object element : elements) {
      write(out, (Value<?>) element);
    }
    out.writeEndArray();
  }

  /** As pairs in an array, since their order counts and a key may come twice. */
  private static void writePairs(JsonGenerator out, List<?> pairs) throws IOException {
    out.writeArrayFieldStart("PAIRS");
    for (Object element : pairs) {
      KeyValue pair = (KeyValue) element;
      out.writeString(pair.getKey());
      write(out, pair.getValue());
    }
    out.writeEndArray();
  }

  static void writeDouble(JsonGenerator out, double number) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeString(Double.toString(number));
    }
  }

  static double readDouble(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_STRING
        ? Double.parseDouble(in.getText())
        : in.getDoubleValue();
  }

  /** From the object's start to its end. */
  static Value<?> read(JsonParser in) throws IOException {
    if (in.nextToken() == JsonToken.END_OBJECT) {
      return Value.empty();
    }
    String type = in.currentName();
    in.nextToken();
    Value<?> value =
        switch (type) {
          case "STRING" -> Value.of(in.getText());
          case "BOOLEAN" -> Value.of(in.getBooleanValue());
          case "LONG" -> Value.of(in.getLongValue());
          case "DOUBLE" -> Value.of(readDouble(in));
          case "BYTES" -> Value.of(in.getBinaryValue());
          case "ARRAY" -> readArray(in);
          case "PAIRS" -> readPairs(in);
          default -> throw new IOException("unknown type of value: " + type);
        };
    in.nextToken();
    return value;
  }

  private static Value<?> readArray(JsonParser in) throws IOException {
    List<Value<?>> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(in));
    }
    return Value.of(elements);
  }

  private static Value<?> readPairs(JsonParser in) throws IOException {
    List<KeyValue> pairs = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String key = in.getText();
      in.nextToken();
      pairs.add(KeyValue.of(key, read(in)));
    }
    return Value.of(pairs.toArray(new KeyValue[0]));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private ValueJson() {}
}
