package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attributes as a JSON object, without loss. A value stands as itself where JSON tells its type: a
 * string, a boolean, an integer, a number with a point, a non-empty array of one of these. What
 * JSON cannot tell is an object that names the type: {@code {"DOUBLE":"NaN"}}, {@code
 * {"LONG_ARRAY":[]}}, {@code {"VALUE":…}}.
 */
final class AttributesJson {
  static void write(JsonGenerator out, Attributes attributes) throws IOException {
    out.writeStartObject();
    try {
      attributes.forEach((key, value) -> write(out, key, value));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, AttributeKey<?> key, Object value) {
    try {
      out.writeFieldName(Json.storable(key.getKey()));
      if (isPlain(value)) {
        writeUntyped(out, value);
        return;
      }
      out.writeStartObject();
      out.writeFieldName(key.getType().name());
      writeUntyped(out, value);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPlain(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return !list.isEmpty() && list.stream().allMatch(AttributesJson::isPlain);
    }
    return value instanceof Double number
        ? Double.isFinite(number)
        : value instanceof String || value instanceof Boolean || value instanceof Long;
  }

  private static void writeUntyped(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        writeUntyped(out, element);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      ValueJson.writeDouble(out, number);
    } else if (value instanceof Value<?> any) {
      ValueJson.write(out, any);
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }

  /** From the object's start to its end. */
  static Attributes read(JsonParser in) throws IOException {
    AttributesBuilder attributes = Attributes.builder();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      switch (in.nextToken()) {
        case START_ARRAY -> readArray(in, key, attributes);
        case START_OBJECT -> readTyped(in, key, attributes);
        case VALUE_STRING -> attributes.put(key, in.getText());
        case VALUE_NUMBER_INT -> attributes.put(key, in.getLongValue());
        case VALUE_NUMBER_FLOAT -> attributes.put(key, in.getDoubleValue());
        case VALUE_TRUE, VALUE_FALSE -> attributes.put(key, in.getBooleanValue());
        default -> throw new IOException("unexpected " + in.currentToken() + " at " + key);
      }
    }
    return attributes.build();
  }

  private static void readArray(JsonParser in, String key, AttributesBuilder attributes)
      throws IOException {
    AttributeArray array = new AttributeArray(key);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(in);
    }
    array.putInto(attributes);
  }

  private static void readTyped(JsonParser in, String key, AttributesBuilder attributes)
      throws IOException {
    AttributeType type = AttributeType.valueOf(in.nextFieldName());
    in.nextToken();
    switch (type) {
      case DOUBLE -> attributes.put(key, ValueJson.readDouble(in));
      case VALUE -> attributes.put(AttributeKey.valueKey(key), ValueJson.read(in));
      default -> {
        AttributeArray array = new AttributeArray(key, type);
        while (in.nextToken() != JsonToken.END_ARRAY) {
          array.add(in);
        }
        array.putInto(attributes);
      }
    }
    in.nextToken();
  }

  private AttributesJson() {}
}
