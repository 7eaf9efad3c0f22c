package dev.fulgurite.exporter.store.codec;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes in a body: their number, then for each its type, key and value. */
final class AttributesCodec {
  // Numbers in the database: the order of the enum's constants may change.
  private static final List<AttributeType> TYPES =
      List.of(
          AttributeType.STRING,
          AttributeType.BOOLEAN,
          AttributeType.LONG,
          AttributeType.DOUBLE,
          AttributeType.STRING_ARRAY,
          AttributeType.BOOLEAN_ARRAY,
          AttributeType.LONG_ARRAY,
          AttributeType.DOUBLE_ARRAY);

  /** A type that an older OpenTelemetry does not have: only {@link ValueCodec} may name it. */
  private static final int VALUE = 8;

  static void write(DataOutputStream out, Attributes attributes) throws IOException {
    out.writeInt(attributes.size());
    try {
      attributes.forEach(
          (key, value) -> {
            try {
              write(out, key, value);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(DataOutputStream out, AttributeKey<?> key, Object value)
      throws IOException {
    int code = TYPES.indexOf(key.getType());
    out.writeByte(code < 0 ? VALUE : code);
    EscapedText.write(out, key.getKey());
    if (!(value instanceof List<?> elements)) {
      writeScalar(out, value);
      return;
    }
    out.writeInt(elements.size());
    for (Object element : elements) {
      out.writeBoolean(element != null);
      if (element != null) {
        writeScalar(out, element);
      }
    }
  }

  private static void writeScalar(DataOutputStream out, Object value) throws IOException {
    if (value instanceof String text) {
      EscapedText.write(out, text);
    } else if (value instanceof Long number) {
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      ValueCodec.write(out, value);
    }
  }

  static Attributes read(DataInputStream in) throws IOException {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = in.readInt(); i > 0; i--) {
      int code = in.readUnsignedByte();
      String key = EscapedText.read(in);
      if (code == VALUE) {
        ValueCodec.readInto(attributes, key, in);
      } else if (code < TYPES.size()) {
        read(in, TYPES.get(code), key, attributes);
      } else {
        throw new IOException("unknown type of attribute: " + code);
      }
    }
    return attributes.build();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void read(
      DataInputStream in, AttributeType type, String key, AttributesBuilder into)
      throws IOException {
    AttributeKey typed =
        switch (type) {
          case STRING -> AttributeKey.stringKey(key);
          case BOOLEAN -> AttributeKey.booleanKey(key);
          case LONG -> AttributeKey.longKey(key);
          case DOUBLE -> AttributeKey.doubleKey(key);
          case STRING_ARRAY -> AttributeKey.stringArrayKey(key);
          case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey(key);
          case LONG_ARRAY -> AttributeKey.longArrayKey(key);
          default -> AttributeKey.doubleArrayKey(key);
        };
    Object value =
        switch (type) {
          case STRING_ARRAY -> readList(in, AttributeType.STRING);
          case BOOLEAN_ARRAY -> readList(in, AttributeType.BOOLEAN);
          case LONG_ARRAY -> readList(in, AttributeType.LONG);
          case DOUBLE_ARRAY -> readList(in, AttributeType.DOUBLE);
          default -> readScalar(in, type);
        };
    into.put(typed, value);
  }

  private static List<@Nullable Object> readList(DataInputStream in, AttributeType type)
      throws IOException {
    int size = in.readInt();
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(in.readBoolean() ? readScalar(in, type) : null);
    }
    return elements;
  }

  private static Object readScalar(DataInputStream in, AttributeType type) throws IOException {
    return switch (type) {
      case STRING -> EscapedText.read(in);
      case BOOLEAN -> in.readBoolean();
      case LONG -> in.readLong();
      default -> Double.longBitsToDouble(in.readLong());
    };
  }

  private AttributesCodec() {}
}
