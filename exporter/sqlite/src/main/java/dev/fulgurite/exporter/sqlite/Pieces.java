package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block whose spans are packed kind by kind, with the messages that came with them, so that those
 * of a kind are read without the others: their number, for each its size packed and unpacked, the
 * number of texts that they share and these, then the pieces. A piece is laid out as a {@link
 * BodyBlock}. Not thread-safe.
 */
final class Pieces implements Bodies {
  /** A slot has the number of the piece in its low bits, and the place in the piece above. */
  private static final int BITS = 5;

  static final int MAX = 1 << BITS;

  private final PackedBlock block;
  private final Decompressor decompressor;
  private final BytesIn[] packed;
  private final int[] sizes;
  private final List<String> shared = new ArrayList<>();
  private final @Nullable BodyBlock[] unpacked;

  private Pieces(PackedBlock block, Decompressor decompressor, int count) {
    this.block = block;
    this.decompressor = decompressor;
    this.packed = new BytesIn[count];
    this.sizes = new int[count];
    this.unpacked = new BodyBlock[count];
  }

  static int slot(int piece, int place) {
    return place << BITS | piece;
  }

  static Pieces read(PackedBlock block, Decompressor decompressor) throws IOException {
    BytesIn in = new BytesIn(block.data);
    int count = in.readVarint();
    if (count < 0 || count > MAX) {
      throw new IOException("it has " + count + " pieces");
    }
    Pieces pieces = new Pieces(block, decompressor, count);
    int[] lengths = new int[count];
    long size = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] = in.readVarint();
      pieces.sizes[i] = in.readVarint();
      size += pieces.sizes[i];
    }
    for (int i = in.readVarint(); i > 0; i--) {
      pieces.shared.add(in.readText());
    }
    for (int i = 0; i < count; i++) {
      pieces.packed[i] = in.part(lengths[i]);
    }
    if (size != block.size || in.left() > 0) {
      throw new IOException(size + " bytes instead of " + block.size);
    }
    return pieces;
  }

  @Override
  public String shared(int number) throws IOException {
    if (number < 0 || number >= shared.size()) {
      throw new IOException("there is no text " + number);
    }
    return shared.get(number);
  }

  @Override
  public int bytes() {
    return block.size;
  }

  @Override
  public BytesIn body(int slot) throws IOException {
    int piece = slot & (MAX - 1);
    if (slot < 0 || piece >= packed.length) {
      throw new IOException("there is no body at " + slot);
    }
    return piece(piece).body(slot >> BITS);
  }

  private BodyBlock piece(int number) throws IOException {
    BodyBlock found = unpacked[number];
    if (found == null) {
      found = BodyBlock.read(unpack(packed[number], sizes[number]));
      unpacked[number] = found;
    }
    return found;
  }

  @Override
  public void forEach(BodySink sink) throws IOException {
    for (int piece = 0; piece < packed.length; piece++) {
      piece(piece).forEach(sink);
    }
  }

  @Override
  public boolean hasMore(BitSet kept, BitSet texts) throws IOException {
    for (int number = 0; number < shared.size(); number++) {
      if (!texts.get(number) && !shared.get(number).isEmpty()) {
        return true;
      }
    }
    for (int piece = 0; piece < packed.length; piece++) {
      if (piece(piece).hasMore(places(piece, kept), texts)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PackedBlock pack(BitSet kept, BitSet texts, Compressor compressor) throws IOException {
    PiecesWriter writer = new PiecesWriter(compressor);
    for (int piece = 0; piece < packed.length; piece++) {
      writer.add(piece(piece).with(places(piece, kept)));
    }
    List<String> left = new ArrayList<>(shared);
    for (int number = 0; number < left.size(); number++) {
      left.set(number, texts.get(number) ? left.get(number) : "");
    }
    return writer.finish(left);
  }

  @Override
  public PackedBlock pack(Compressor compressor) throws IOException {
    PiecesWriter writer = new PiecesWriter(compressor);
    for (int piece = 0; piece < packed.length; piece++) {
      writer.add(piece(piece).all());
    }
    return writer.finish(shared);
  }

  /** Those in a piece. */
  private static BitSet places(int piece, BitSet slots) {
    BitSet places = new BitSet();
    slots.stream()
        .filter(slot -> (slot & (MAX - 1)) == piece)
        .forEach(slot -> places.set(slot >> BITS));
    return places;
  }

  private byte[] unpack(BytesIn from, int size) throws IOException {
    if (from.left() == size) {
      return from.readBytes(size); // it did not get smaller
    }
    byte[] raw = new byte[Math.max(0, size)];
    int actual = decompressor.unpack(from, raw, block.codebook);
    if (actual != size) {
      throw new IOException(actual + " bytes instead of " + size);
    }
    return raw;
  }
}
