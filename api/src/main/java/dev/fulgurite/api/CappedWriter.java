package dev.fulgurite.api;

import java.io.IOException;
import java.io.Writer;

/** Keeps the beginning of a text, and then stops whoever writes it. Used by one thread. */
final class CappedWriter extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int capacity;
  private boolean cut;

  CappedWriter(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    int room = capacity - text.length();
    text.append(chars, offset, Math.min(room, length));
    if (length > room) {
      cut = true;
      throw new IOException("longer than " + capacity + " characters");
    }
  }

  boolean isCut() {
    return cut;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
