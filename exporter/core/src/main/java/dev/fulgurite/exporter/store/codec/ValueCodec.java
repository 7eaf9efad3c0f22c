package dev.fulgurite.exporter.store.codec;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** OpenTelemetry's nested values: a number for the type, then the value. */
final class ValueCodec {
  private static final int EMPTY = 0;
  private static final int STRING = 1;
  private static final int BOOLEAN = 2;
  private static final int LONG = 3;
  private static final int DOUBLE = 4;
  private static final int BYTES = 5;
  private static final int ARRAY = 6;
  private static final int PAIRS = 7;

  /**
   * @param value a {@link Value}
   */
  static void write(DataOutputStream out, Object value) throws IOException {
    Value<?> typed = (Value<?>) value;
    switch (typed.getType()) {
      case STRING -> {
        out.writeByte(STRING);
        EscapedText.write(out, (String) typed.getValue());
      }
      case BOOLEAN -> {
        out.writeByte(BOOLEAN);
        out.writeBoolean((Boolean) typed.getValue());
      }
      case LONG -> {
        out.writeByte(LONG);
        out.writeLong((Long) typed.getValue());
      }
      case DOUBLE -> {
        out.writeByte(DOUBLE);
        out.writeLong(Double.doubleToRawLongBits((Double) typed.getValue()));
      }
      case BYTES -> writeBytes(out, ((ByteBuffer) typed.getValue()).duplicate());
      case ARRAY -> writeArray(out, (List<?>) typed.getValue());
      case KEY_VALUE_LIST -> writePairs(out, (List<?>) typed.getValue());
      case EMPTY -> out.writeByte(EMPTY);
    }
  }

  private static void writeBytes(DataOutputStream out, ByteBuffer buffer) throws IOException {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    out.writeByte(BYTES);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeArray(DataOutputStream out, List<?> elements) throws IOException {
    out.writeByte(ARRAY);
    out.writeInt(elements.size());
    for (Object element : elements) {
      write(out, element);
    }
  }

  private static void writePairs(DataOutputStream out, List<?> pairs) throws IOException {
    out.writeByte(PAIRS);
    out.writeInt(pairs.size());
    for (Object element : pairs) {
      KeyValue pair = (KeyValue) element;
      EscapedText.write(out, pair.getKey());
      write(out, pair.getValue());
    }
  }

  static void readInto(AttributesBuilder attributes, String key, DataInputStream in)
      throws IOException {
    attributes.put(AttributeKey.valueKey(key), read(in));
  }

  private static Value<?> read(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    return switch (type) {
      case EMPTY -> Value.empty();
      case STRING -> Value.of(EscapedText.read(in));
      case BOOLEAN -> Value.of(in.readBoolean());
      case LONG -> Value.of(in.readLong());
      case DOUBLE -> Value.of(Double.longBitsToDouble(in.readLong()));
      case BYTES -> Value.of(readBytes(in));
      case ARRAY -> readArray(in);
      case PAIRS -> readPairs(in);
      default -> throw new IOException("unknown type of value: " + type);
    };
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException("it ends too early");
    }
    return in.readNBytes(length);
  }

  private static Value<?> readArray(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Value<?>> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(read(in));
    }
    return Value.of(elements);
  }

  private static Value<?> readPairs(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<KeyValue> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String key = EscapedText.read(in);
      pairs.add(KeyValue.of(key, read(in)));
    }
    return Value.of(pairs.toArray(new KeyValue[0]));
  }

  private ValueCodec() {}
}
