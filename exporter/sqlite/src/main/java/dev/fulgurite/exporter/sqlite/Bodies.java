package dev.fulgurite.exporter.sqlite;

import java.io.IOException;

/** Bodies that lie together, by slot. */
interface Bodies {
  /** Checked against what was written. */
  BytesIn body(int slot) throws IOException;

  /** A text that several share. */
  String shared(int number) throws IOException;

  /** Unpacked. */
  int bytes();
}
