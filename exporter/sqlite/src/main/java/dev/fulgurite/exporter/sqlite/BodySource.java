package dev.fulgurite.exporter.sqlite;

import java.io.IOException;

/** Where a span's body comes from, once it is needed. */
interface BodySource {
  /** Appends the body of {@code row}; its messages may go apart. */
  void write(SpanRow row, Bytes out, MessageSink messages) throws IOException;
}
