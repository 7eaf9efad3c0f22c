package dev.fulgurite.exporter.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one small protobuf message, one after the other; enough for what collectors answer.
 * Throws {@link IllegalArgumentException} where the bytes are no such message. Not thread-safe.
 */
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 70;

  private final byte[] bytes;
  private int at;
  private int tag;
  private long number;
  private byte[] content = new byte[0];

  ProtoFields(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes to the next field; false at the end. */
  boolean next() {
    if (at == bytes.length) {
      return false;
    }
    tag = (int) varint();
    switch (tag & 7) {
      case VARINT -> number = varint();
      case FIXED64 -> take(Long.BYTES);
      case LENGTH -> content = take(varint());
      case FIXED32 -> take(Integer.BYTES);
      default -> throw new IllegalArgumentException("no protobuf message");
    }
    return true;
  }

  boolean isNumber(int field) {
    return tag == (field << 3 | VARINT);
  }

  boolean isContent(int field) {
    return tag == (field << 3 | LENGTH);
  }

  long number() {
    return number;
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  byte[] content() {
    return content;
  }

  ProtoFields message() {
    return new ProtoFields(content);
  }

  private byte[] take(long length) {
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("protobuf message ends early");
    }
    byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) length);
    at += (int) length;
    return taken;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
      byte next = take(1)[0];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("no protobuf message");
  }
}
