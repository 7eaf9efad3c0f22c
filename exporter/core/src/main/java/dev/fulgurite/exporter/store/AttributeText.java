package dev.fulgurite.exporter.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute says as text, whatever its type: the GenAI conventions let messages be recorded
 * as JSON and as nested values. Tokens tell types: 1 is a long, 1.0 a double.
 */
public final class AttributeText {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A string as it is, anything else as the JSON that span JSON has for it; empty where it is
   * nested a thousand deep, which JSON writers refuse.
   */
  public static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, value);
    } catch (IOException tooDeep) {
      return "";
    }
    return text.toString();
  }

  /** Adds an attribute's value, or an element of it, to {@code json}. */
  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Value<?> complex) {
      complex(json, complex);
    } else if (value == null) {
      json.writeNull(); // an element of an array
    } else {
      scalar(json, value);
    }
  }

  /** Parsers take half of a surrogate pair in a value, but not in a key: there it is a "?". */
  public static String key(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }

  private static void complex(JsonGenerator json, Value<?> value) throws IOException {
    switch (value.getType()) {
      case KEY_VALUE_LIST -> keyValues(json, (List<?>) value.getValue());
      case BYTES -> json.writeBinary(bytes((ByteBuffer) value.getValue()));
      case EMPTY -> json.writeNull();
      default -> write(json, value.getValue());
    }
  }

  private static void keyValues(JsonGenerator json, List<?> pairs) throws IOException {
    json.writeStartObject();
    for (Object pair : pairs) {
      KeyValue keyValue = (KeyValue) pair;
      json.writeFieldName(key(keyValue.getKey()));
      complex(json, keyValue.getValue());
    }
    json.writeEndObject();
  }

  private static void scalar(JsonGenerator json, Object value) throws IOException {
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

  private AttributeText() {}
}
