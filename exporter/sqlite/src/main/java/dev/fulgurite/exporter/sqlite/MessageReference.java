package dev.fulgurite.exporter.sqlite;

import java.io.IOException;

/**
 * Where a message lies: in a block of the file, or in one of the same batch so many blocks before.
 */
record MessageReference(boolean inBatch, long block, int slot) {
  private static final int IN_BATCH = 0;

  /** Block numbers begin with 1. */
  void write(Bytes out) {
    if (inBatch) {
      out.writeVarint(IN_BATCH);
    }
    out.writeVarlong(block);
    out.writeVarint(slot);
  }

  static MessageReference read(BytesIn in) throws IOException {
    long first = in.readVarlong();
    boolean inBatch = first == IN_BATCH;
    long block = inBatch ? in.readVarlong() : first;
    return new MessageReference(inBatch, block, in.readVarint());
  }

  /** The block meant by a reference in {@code from}. */
  long blockFrom(long from) {
    return inBatch ? from - block : block;
  }
}
