package dev.fulgurite.exporter.sqlite;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that grow, can be looked at without a copy, and are used again. Not thread-safe. */
final class Bytes extends ByteArrayOutputStream {
  Bytes(int capacity) {
    super(capacity);
  }

  /** Valid up to {@link #size()}, until the next write. */
  byte[] array() {
    return buf;
  }

  /** A number in as few bytes as it takes, seven bits to each. */
  void writeVarint(int number) {
    int rest = number;
    while ((rest & ~0x7f) != 0) {
      write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    write(rest);
  }

  void writeInt(int number) {
    write(number);
    write(number >>> 8);
    write(number >>> 16);
    write(number >>> 24);
  }

  void writeLong(long number) {
    writeInt((int) number);
    writeInt((int) (number >>> Integer.SIZE));
  }

  /** Twice its length, and one where it is in UTF-16, since UTF-8 cannot hold it; then itself. */
  void writeText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    boolean exact = new String(utf8, StandardCharsets.UTF_8).equals(text); // fast, unlike a loop
    byte[] bytes = exact ? utf8 : utf16(text);
    writeVarint(bytes.length << 1 | (exact ? 0 : 1));
    write(bytes, 0, bytes.length);
  }

  /** Unlike an encoder, with half surrogate pairs as they are. */
  private static byte[] utf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
