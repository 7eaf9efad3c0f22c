package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that lie together, as {@link BlockWriter} wrote them: their number, for each its length
 * and checksum, then the bodies. Immutable.
 */
final class BodyBlock implements Bodies {
  private final byte[] raw;
  private final int[] ends;
  private final int[] checksums;

  private BodyBlock(byte[] raw, int[] ends, int[] checksums) {
    this.raw = raw;
    this.ends = ends;
    this.checksums = checksums;
  }

  static BodyBlock read(byte[] raw) throws IOException {
    try {
      BytesIn in = new BytesIn(raw);
      int count = in.readVarint();
      int[] lengths = new int[count];
      int[] checksums = new int[count];
      for (int i = 0; i < count; i++) {
        lengths[i] = in.readVarint();
        checksums[i] = in.readInt();
      }
      int end = in.position();
      int[] ends = new int[count + 1];
      ends[0] = end;
      for (int i = 0; i < count; i++) {
        end = Math.addExact(end, lengths[i]);
        if (end < ends[i]) {
          throw new IOException("its directory is damaged: a length of " + lengths[i]);
        }
        ends[i + 1] = end;
      }
      return new BodyBlock(raw, ends, checksums);
    } catch (ArithmeticException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IOException("its directory is damaged", e);
    }
  }

  @Override
  public String shared(int number) throws IOException {
    throw new IOException("its bodies share no texts");
  }

  @Override
  public int bytes() {
    return raw.length;
  }

  @Override
  public List<BytesIn> all() throws IOException {
    List<BytesIn> all = new ArrayList<>();
    for (int slot = 0; slot < checksums.length; slot++) {
      all.add(body(slot));
    }
    return all;
  }

  @Override
  public PackedBlock pack(Compressor compressor) {
    return compressor.pack(raw());
  }

  @Override
  public @Nullable PackedBlock pack(Kept kept, Compressor compressor) throws IOException {
    return hasMore(kept.slots()) ? compressor.pack(with(kept.slots())) : null;
  }

  Bytes raw() {
    Bytes bytes = new Bytes(raw.length);
    bytes.write(raw, 0, raw.length);
    return bytes;
  }

  /** Whether a body lies anywhere else than at {@code kept}. */
  boolean hasMore(BitSet kept) {
    for (int slot = 0; slot < checksums.length; slot++) {
      if (!kept.get(slot) && ends[slot + 1] > ends[slot]) {
        return true;
      }
    }
    return false;
  }

  /** The same with nothing but the bodies at {@code kept}, which stay where they are. */
  Bytes with(BitSet kept) throws IOException {
    if (ends[checksums.length] > raw.length) {
      throw new IOException("its directory is damaged");
    }
    Bytes out = new Bytes(raw.length);
    out.writeVarint(checksums.length);
    for (int slot = 0; slot < checksums.length; slot++) {
      boolean stays = kept.get(slot);
      out.writeVarint(stays ? ends[slot + 1] - ends[slot] : 0);
      out.writeInt(stays ? checksums[slot] : 0); // the checksum of nothing is 0
    }
    for (int slot = kept.nextSetBit(0); slot >= 0; slot = kept.nextSetBit(slot + 1)) {
      if (slot < checksums.length) {
        out.write(raw, ends[slot], ends[slot + 1] - ends[slot]);
      }
    }
    return out;
  }

  @Override
  public BytesIn body(int slot) throws IOException {
    if (slot < 0 || slot >= checksums.length || ends[slot + 1] > raw.length) {
      throw new IOException("there is no body at " + slot);
    }
    CRC32C crc = new CRC32C();
    crc.update(raw, ends[slot], ends[slot + 1] - ends[slot]);
    if ((int) crc.getValue() != checksums[slot]) {
      throw new IOException("its checksum is another");
    }
    return new BytesIn(raw, ends[slot], ends[slot + 1]);
  }
}
