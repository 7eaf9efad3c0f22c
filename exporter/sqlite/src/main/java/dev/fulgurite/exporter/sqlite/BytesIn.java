package dev.fulgurite.exporter.sqlite;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Bytes} wrote. Not thread-safe. */
final class BytesIn {
  private final byte[] bytes;
  private final int end;
  private int position;

  BytesIn(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** A part of {@code bytes}, which nobody may change meanwhile. */
  BytesIn(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /** Not to be changed. */
  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** How many bytes are left. */
  int left() {
    return end - position;
  }

  int read() throws IOException {
    require(1);
    return bytes[position++] & 0xff;
  }

  int readVarint() throws IOException {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = read();
      number |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("a number is too long");
  }

  long readVarlong() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = read();
      number |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("a number is too long");
  }

  int readInt() throws IOException {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      number |= read() << shift;
    }
    return number;
  }

  long readLong() throws IOException {
    long low = readInt() & 0xffff_ffffL;
    return (long) readInt() << Integer.SIZE | low;
  }

  /** The next bytes, read by another. */
  BytesIn part(int length) throws IOException {
    require(length);
    position += length;
    return new BytesIn(bytes, position - length, position);
  }

  byte[] readBytes(int length) throws IOException {
    require(length);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** A text that comes again and again, known by its bytes. */
  <T> T readKnown(KnownTexts<T> known) throws IOException {
    int start = position;
    int length = readVarint() >>> 1;
    require(length);
    int to = position + length;
    T found = known.find(bytes, start, to);
    if (found == null) {
      position = start;
      return known.add(Arrays.copyOfRange(bytes, start, to), readText());
    }
    position = to;
    return found;
  }

  String readText() throws IOException {
    int head = readVarint();
    int length = head >>> 1;
    require(length);
    position += length;
    return (head & 1) == 0
        ? new String(bytes, position - length, length, StandardCharsets.UTF_8)
        : utf16(position - length, length);
  }

  /** Unlike a decoder, with half surrogate pairs as they are. */
  private String utf16(int from, int length) {
    char[] text = new char[length / 2];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) ((bytes[from + 2 * i] & 0xff) << 8 | (bytes[from + 2 * i + 1] & 0xff));
    }
    return new String(text);
  }

  private void require(int length) throws IOException {
    if (length < 0 || length > end - position) {
      throw new EOFException("it ends too early");
    }
  }
}
