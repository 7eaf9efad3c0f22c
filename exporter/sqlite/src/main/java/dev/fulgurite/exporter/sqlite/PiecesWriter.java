package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.Collection;

/** Writes a block as {@link Pieces} reads it, piece by piece. Not thread-safe. */
final class PiecesWriter {
  private static final int ROOM = 32 << 10;

  private final Compressor compressor;
  private final Bytes sizes = new Bytes(8 * Pieces.MAX);
  private final Bytes packed = new Bytes(ROOM);
  private int count;
  private int size;

  PiecesWriter(Compressor compressor) {
    this.compressor = compressor;
  }

  /** As {@link BodyBlock} reads it. */
  void add(Bytes piece) {
    sizes.writeVarint(compressor.pack(piece, packed));
    sizes.writeVarint(piece.size());
    size = Math.addExact(size, piece.size());
    count++;
  }

  /** The block with these texts by number; then it begins anew. */
  PackedBlock finish(Collection<String> shared) throws IOException {
    Bytes block = new Bytes(packed.size() + ROOM / 8);
    block.writeVarint(count);
    sizes.writeTo(block);
    block.writeVarint(shared.size());
    shared.forEach(block::writeText);
    packed.writeTo(block);
    PackedBlock finished =
        new PackedBlock(PackedBlock.PIECES, size, block.toByteArray(), compressor.codebook());
    sizes.reset();
    packed.reset();
    size = 0;
    count = 0;
    return finished;
  }
}
