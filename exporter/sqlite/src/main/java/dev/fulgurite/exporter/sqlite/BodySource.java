package dev.fulgurite.exporter.sqlite;

import java.io.IOException;

/** Where a span's body comes from, once it is needed. */
interface BodySource {
  /** Appends the body. */
  void writeTo(Bytes out) throws IOException;
}
