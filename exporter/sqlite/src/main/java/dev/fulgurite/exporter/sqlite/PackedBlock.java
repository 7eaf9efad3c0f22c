package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A block as it lies in the file. Immutable: nobody writes into {@link #data}. */
final class PackedBlock {
  /** As it is: what does not get smaller. */
  static final int PLAIN = 0;

  static final int ZSTD = 1;

  /** Where zstd's native library does not load, or is not worth loading. */
  static final int DEFLATE = 2;

  /** In pieces: {@link Pieces}. */
  static final int PIECES = 3;

  /** Beside one of the others: encrypted by {@link Sealing}. */
  static final int SEALED = 16;

  final int codec;
  final int size;
  final byte[] data;
  final @Nullable Codebook codebook;

  /**
   * @param size unpacked
   * @param codebook that it was packed with, or null
   */
  PackedBlock(int codec, int size, byte[] data, @Nullable Codebook codebook) {
    this.codec = codec;
    this.size = size;
    this.data = data;
    this.codebook = codebook;
  }

  boolean isSealed() {
    return (codec & SEALED) != 0;
  }

  /** Its bodies, unpacked now or one by one. */
  Bodies open(Decompressor decompressor) throws IOException {
    return codec == PIECES ? Pieces.read(this, decompressor) : BodyBlock.read(unpack(decompressor));
  }

  /** Where it is no {@link #PIECES}. */
  byte[] unpack(Decompressor decompressor) throws IOException {
    if (size < 0) {
      throw new IOException("its size is " + size);
    }
    if (isSealed()) {
      throw new IOException("its encrypted bytes were changed, or are of another row");
    }
    return switch (codec) {
      case PLAIN -> data;
      case ZSTD -> decompress(decompressor);
      case DEFLATE -> inflate();
      default -> throw new IOException("unknown codec " + codec);
    };
  }

  private byte[] decompress(Decompressor decompressor) throws IOException {
    byte[] raw = new byte[size];
    requireSize(decompressor.unpack(new BytesIn(data), raw, codebook));
    return raw;
  }

  private byte[] inflate() throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(data);
      byte[] raw = new byte[size];
      requireSize(inflater.inflate(raw));
      requireSize(size + inflater.inflate(new byte[1]));
      return raw;
    } catch (DataFormatException e) {
      throw new IOException(e);
    } finally {
      inflater.end();
    }
  }

  private void requireSize(int actual) throws IOException {
    if (actual != size) {
      throw new IOException(actual + " bytes instead of " + size);
    }
  }
}
