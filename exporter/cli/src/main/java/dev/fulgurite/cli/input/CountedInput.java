package dev.fulgurite.cli.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what has been read of a file, or of a pipe, which has no end until it ends. */
final class CountedInput extends FilterInputStream {
  private long bytes;
  private boolean ended;

  CountedInput(InputStream in) {
    super(in);
  }

  long bytes() {
    return bytes;
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    bytes += read < 0 ? 0 : 1;
    ended |= read < 0;
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    bytes += Math.max(0, read);
    ended |= read < 0;
    return read;
  }

  // A pipe cannot tell. Whoever is told of nothing takes the end of a gzip member for the last.
  @Override
  public int available() {
    return ended ? 0 : 1;
  }
}
