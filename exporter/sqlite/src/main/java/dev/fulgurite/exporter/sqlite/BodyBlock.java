package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.zip.CRC32C;

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
