package dev.fulgurite.exporter.otlp;

import java.io.IOException;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Reads answers, but not endless ones. */
final class Answers {
  static final int LIMIT = 1 << 20;

  private Answers() {}

  /** The body; throws where there is more than a collector has to say. */
  static byte[] body(Response response) throws IOException {
    BufferedSource source = response.body().source();
    Buffer read = new Buffer();
    while (read.size() <= LIMIT) {
      if (source.read(read, LIMIT) == -1) {
        return read.readByteArray();
      }
    }
    throw new IOException("the answer is longer than " + LIMIT + " bytes");
  }
}
