package dev.fulgurite.cli.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** A struct in Thrift's compact protocol; fields are added in the order of their ids. */
final class ThriftStruct {
  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int lastId;

  /** The struct, ended. */
  byte[] toBytes() {
    byte[] open = out.toByteArray();
    byte[] ended = new byte[open.length + 1];
    System.arraycopy(open, 0, ended, 0, open.length);
    return ended;
  }

  ThriftStruct number(int id, int value) {
    field(id, I32);
    zigzag(value);
    return this;
  }

  ThriftStruct number(int id, long value) {
    field(id, I64);
    zigzag(value);
    return this;
  }

  ThriftStruct isTrue(int id) {
    field(id, TRUE);
    return this;
  }

  ThriftStruct text(int id, String value) {
    field(id, BINARY);
    bytes(value);
    return this;
  }

  ThriftStruct struct(int id, ThriftStruct value) {
    field(id, STRUCT);
    out.writeBytes(value.toBytes());
    return this;
  }

  ThriftStruct structs(int id, List<ThriftStruct> values) {
    return list(id, STRUCT, values, (struct, value) -> struct.out.writeBytes(value.toBytes()));
  }

  ThriftStruct numbers(int id, List<Integer> values) {
    return list(id, I32, values, (struct, value) -> struct.zigzag(value));
  }

  ThriftStruct texts(int id, List<String> values) {
    return list(id, BINARY, values, ThriftStruct::bytes);
  }

  private <T> ThriftStruct list(
      int id, int type, List<T> values, BiConsumer<ThriftStruct, T> element) {
    field(id, LIST);
    int size = values.size();
    out.write(Math.min(size, SHORT_LIST) << 4 | type);
    if (size >= SHORT_LIST) {
      varint(size);
    }
    values.forEach(value -> element.accept(this, value));
    return this;
  }

  // Ids are never more than fifteen apart here.
  private void field(int id, int type) {
    out.write((id - lastId) << 4 | type);
    lastId = id;
  }

  private void bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  private void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  private void varint(long value) {
    Varint.write(out, value);
  }
}
