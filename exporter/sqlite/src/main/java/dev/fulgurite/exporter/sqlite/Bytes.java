package dev.fulgurite.exporter.sqlite;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow, can be looked at without a copy, and are used again; without the locks of the
 * JDK's class, which cost more than the bytes. Not thread-safe.
 */
final class Bytes extends OutputStream {
  private static final int MAX = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int size;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** Valid up to {@link #size()}, until the next write. */
  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void reset() {
    size = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void writeTo(Bytes out) {
    out.write(bytes, 0, size);
  }

  @Override
  public void write(int next) {
    ensureRoom(1);
    bytes[size++] = (byte) next;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    ensureRoom(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void ensureRoom(int more) {
    if (more > bytes.length - size) {
      int needed = Math.addExact(size, more);
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * size, MAX)));
    }
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

  void writeVarlong(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    write((int) rest);
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
