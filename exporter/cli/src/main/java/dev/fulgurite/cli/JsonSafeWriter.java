package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Escapes, in the JSON that passes, what a terminal could act on; it stays the same JSON. */
final class JsonSafeWriter extends FilterWriter {
  JsonSafeWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(Printable.json(String.valueOf((char) c)));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    out.write(Printable.json(new String(text, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(Printable.json(text.substring(offset, offset + length)));
  }
}
