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

  private static final int MAX = 1 << BITS;

  private final PackedBlock block;
  private Decompressor decompressor;
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

  @Override
  public void unpack(BitSet slots) throws IOException {
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      int piece = slot & (MAX - 1);
      if (piece < packed.length) {
        piece(piece);
      }
    }
  }

  @Override
  public void handTo(Decompressor other) {
    decompressor = other;
  }

  private BodyBlock piece(int piece) throws IOException {
    BodyBlock found = unpacked[piece];
    if (found == null) {
      found = BodyBlock.read(unpack(packed[piece], sizes[piece]));
      unpacked[piece] = found;
    }
    return found;
  }

  @Override
  public List<BytesIn> all() throws IOException {
    List<BytesIn> all = new ArrayList<>();
    for (int i = 0; i < packed.length; i++) {
      all.addAll(piece(i).all());
    }
    return all;
  }

  @Override
  public PackedBlock pack(Compressor compressor) throws IOException {
    PiecesOut out = new PiecesOut(compressor);
    for (int i = 0; i < packed.length; i++) {
      out.add(piece(i).raw());
    }
    return out.block(shared);
  }

  @Override
  public @Nullable PackedBlock pack(Kept kept, Compressor compressor) throws IOException {
    List<String> texts = new ArrayList<>(shared);
    for (int i = 0; i < texts.size(); i++) {
      texts.set(i, kept.texts().get(i) ? texts.get(i) : "");
    }
    boolean more = !texts.equals(shared);
    PiecesOut out = new PiecesOut(compressor);
    for (int i = 0; i < packed.length; i++) {
      BitSet places = places(kept.slots(), i);
      more |= piece(i).hasMore(places);
      out.add(piece(i).with(places));
    }
    return more ? out.block(texts) : null;
  }

  private static BitSet places(BitSet slots, int piece) {
    BitSet places = new BitSet();
    slots.stream().filter(slot -> (slot & (MAX - 1)) == piece).forEach(s -> places.set(s >> BITS));
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
