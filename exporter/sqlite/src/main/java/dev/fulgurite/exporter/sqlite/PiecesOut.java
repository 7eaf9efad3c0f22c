package dev.fulgurite.exporter.sqlite;

import java.util.Collection;

/** Packs pieces into a block, as {@link Pieces} reads it. Not thread-safe. */
final class PiecesOut {
  private static final int ROOM = 16 << 10;

  private final Compressor compressor;
  private final Bytes sizes = new Bytes(64);
  private final Bytes pieces = new Bytes(ROOM);
  private int count;
  private int size;

  PiecesOut(Compressor compressor) {
    this.compressor = compressor;
  }

  void add(Bytes raw) {
    sizes.writeVarint(compressor.pack(raw, pieces));
    sizes.writeVarint(raw.size());
    size = Math.addExact(size, raw.size());
    count++;
  }

  /** With the texts that their bodies share. */
  PackedBlock block(Collection<String> shared) {
    Bytes out = new Bytes(sizes.size() + pieces.size() + 256);
    out.writeVarint(count);
    sizes.writeTo(out);
    out.writeVarint(shared.size());
    shared.forEach(out::writeText);
    pieces.writeTo(out);
    return new PackedBlock(PackedBlock.PIECES, size, out.toByteArray(), compressor.codebook());
  }
}
