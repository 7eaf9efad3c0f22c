package dev.fulgurite.cli.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes any message as OTLP wants its JSON, which differs from Protobuf's own: ids are
 * hexadecimal, enums are numbers.
 */
final class MessageWriter {
  static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private final JsonGenerator json;

  MessageWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Message message) throws IOException {
    json.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      json.writeFieldName(field.getJsonName());
      if (field.isRepeated()) {
        json.writeStartArray();
        for (Object element : (List<?>) entry.getValue()) {
          value(field, element);
        }
        json.writeEndArray();
      } else {
        value(field, entry.getValue());
      }
    }
    json.writeEndObject();
  }

  private void value(FieldDescriptor field, Object value) throws IOException {
    switch (field.getJavaType()) {
      case MESSAGE -> write((Message) value);
      case STRING -> json.writeString((String) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case FLOAT -> json.writeNumber((Float) value);
      case ENUM -> json.writeNumber(((EnumValueDescriptor) value).getNumber());
      case INT -> json.writeNumber(Integer.toUnsignedLong((Integer) value));
      case LONG -> json.writeString(number(field, (Long) value));
      case BYTE_STRING -> bytes(field, ((ByteString) value).toByteArray());
    }
  }

  private void bytes(FieldDescriptor field, byte[] bytes) throws IOException {
    if (IDS.contains(field.getName())) {
      json.writeString(HexFormat.of().formatHex(bytes));
    } else {
      json.writeBinary(bytes);
    }
  }

  private static String number(FieldDescriptor field, long value) {
    return field.getType() == FieldDescriptor.Type.FIXED64
        ? Long.toUnsignedString(value)
        : Long.toString(value);
  }
}
