package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.BitSet;

/** Bodies that lie together, by slot. */
interface Bodies {
  /** Checked against what was written. */
  BytesIn body(int slot) throws IOException;

  /** A text that several share. */
  String shared(int number) throws IOException;

  /** Unpacked. */
  int bytes();

  /** What is done with each body. */
  @FunctionalInterface
  interface BodySink {
    void accept(BytesIn body) throws IOException;
  }

  /** Gives each body, checked; also messages. */
  void forEach(BodySink sink) throws IOException;

  /** Whether there is a body at no slot of {@code kept}, or a shared text of no such number. */
  boolean hasMore(BitSet kept, BitSet texts) throws IOException;

  /** The same block with nothing but those, which keep their slots and numbers. */
  PackedBlock pack(BitSet kept, BitSet texts, Compressor compressor) throws IOException;

  /** The same block, packed anew. */
  PackedBlock pack(Compressor compressor) throws IOException;
}
