package dev.fulgurite.cli.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link MessageWriter} writes, and the liberties that others take. Used once. */
final class MessageReader {
  private static final int SHOWN = 60;

  private final JsonParser json;
  private final Map<Descriptor, Map<String, FieldDescriptor>> fields = new HashMap<>();

  MessageReader(JsonParser json) {
    this.json = json;
  }

  /** Stands on the object. */
  void read(Message.Builder message) throws IOException {
    expect(json.currentToken() == JsonToken.START_OBJECT, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      FieldDescriptor field = field(message.getDescriptorForType(), json.currentName());
      JsonToken token = json.nextToken();
      if (field == null || token == JsonToken.VALUE_NULL) {
        json.skipChildren();
      } else if (field.isRepeated()) {
        elements(message, field);
      } else {
        message.setField(field, value(message, field));
      }
    }
  }

  private void elements(Message.Builder message, FieldDescriptor field) throws IOException {
    expect(json.currentToken() == JsonToken.START_ARRAY, "a list");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      message.addRepeatedField(field, value(message, field));
    }
  }

  private Object value(Message.Builder message, FieldDescriptor field) throws IOException {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        Message.Builder child = message.newBuilderForField(field);
        read(child);
        yield child.build();
      }
      case STRING -> {
        expect(json.currentToken() == JsonToken.VALUE_STRING, "a string");
        yield json.getText();
      }
      case BOOLEAN -> {
        expect(json.currentToken().isBoolean(), "true or false");
        yield json.getBooleanValue();
      }
      case DOUBLE -> parsed("a number", Double::valueOf);
      case FLOAT -> parsed("a number", Float::valueOf);
      case INT -> parsed("a whole number", Integer::parseUnsignedInt);
      case LONG ->
          field.getType() == FieldDescriptor.Type.FIXED64
              ? parsed("a whole number", Long::parseUnsignedLong)
              : parsed("a whole number", Long::parseLong);
      case ENUM -> constant(field);
      case BYTE_STRING -> bytes(field);
    };
  }

  // By name is Protobuf's way, which the protocol rules out, and some send nevertheless.
  private EnumValueDescriptor constant(FieldDescriptor field) throws IOException {
    EnumDescriptor type = field.getEnumType();
    EnumValueDescriptor named = type.findValueByName(json.getText());
    return named == null
        ? parsed(
            "the number of a " + type.getName(),
            text -> type.findValueByNumberCreatingIfUnknown(Integer.parseInt(text)))
        : named;
  }

  private ByteString bytes(FieldDescriptor field) throws IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING, "a string");
    if (!MessageWriter.IDS.contains(field.getName())) {
      return ByteString.copyFrom(json.getBinaryValue());
    }
    return parsed("hexadecimal digits", text -> ByteString.copyFrom(HexFormat.of().parseHex(text)));
  }

  private <T> T parsed(String expected, Function<String, T> parser) throws IOException {
    expect(json.currentToken().isScalarValue(), expected);
    try {
      return parser.apply(json.getText());
    } catch (IllegalArgumentException e) {
      throw unexpected(expected);
    }
  }

  private @Nullable FieldDescriptor field(Descriptor type, String jsonName) {
    return fields
        .computeIfAbsent(
            type,
            any -> {
              Map<String, FieldDescriptor> byName = new HashMap<>();
              type.getFields().forEach(field -> byName.put(field.getJsonName(), field));
              return byName;
            })
        .get(jsonName);
  }

  private void expect(boolean holds, String expected) throws IOException {
    if (!holds) {
      throw unexpected(expected);
    }
  }

  private IllegalArgumentException unexpected(String expected) throws IOException {
    String found = json.currentToken() == null ? "nothing" : json.getText();
    String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
    return new IllegalArgumentException("expected " + expected + ", was \"" + shown + "\"");
  }
}
