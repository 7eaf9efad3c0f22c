package dev.fulgurite.exporter.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Makes blocks small; keeps its room for the next one. Not thread-safe. */
final class Compressor implements AutoCloseable {
  private final @Nullable Codebook codebook;
  private final @Nullable ZstdCompressCtx zstd;
  private byte[] room = new byte[0];

  /** With what the JDK has. */
  Compressor() {
    this.codebook = null;
    this.zstd = null;
  }

  /** With zstd, whose native library must be loaded. */
  Compressor(@Nullable Codebook codebook) {
    this.codebook = codebook;
    this.zstd = context(codebook);
  }

  private static ZstdCompressCtx context(@Nullable Codebook codebook) {
    ZstdCompressCtx context = new ZstdCompressCtx();
    context.setLevel(Codebook.LEVEL).setContentSize(false).setDictID(false);
    if (codebook != null) {
      context.loadDict(codebook.forWriting());
    }
    return context;
  }

  boolean isZstd(@Nullable Codebook with) {
    return zstd != null && codebook == with;
  }

  @Nullable Codebook codebook() {
    return codebook;
  }

  /**
   * Adds it to {@code out}, as it is where zstd does not make it smaller. How many bytes that were.
   */
  int pack(Bytes raw, Bytes out) {
    int size = zstd == null ? raw.size() : compress(zstd, raw);
    if (size < raw.size()) {
      out.write(room, 0, size);
      return size;
    }
    out.write(raw.array(), 0, raw.size());
    return raw.size();
  }

  PackedBlock pack(Bytes raw) {
    ZstdCompressCtx context = zstd;
    int codec = context == null ? PackedBlock.DEFLATE : PackedBlock.ZSTD;
    int size = context == null ? deflate(raw) : compress(context, raw);
    return size < raw.size()
        ? new PackedBlock(codec, raw.size(), Arrays.copyOf(room, size), codebook)
        : new PackedBlock(PackedBlock.PLAIN, raw.size(), raw.toByteArray(), null);
  }

  private int compress(ZstdCompressCtx context, Bytes raw) {
    ensureRoom((int) Zstd.compressBound(raw.size()));
    return context.compressByteArray(room, 0, room.length, raw.array(), 0, raw.size());
  }

  private int deflate(Bytes raw) {
    ensureRoom(raw.size());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(raw.array(), 0, raw.size());
      deflater.finish();
      int size = deflater.deflate(room, 0, raw.size());
      return deflater.finished() ? size : raw.size();
    } finally {
      deflater.end();
    }
  }

  private void ensureRoom(int size) {
    if (room.length < size) {
      room = new byte[size];
    }
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }
}
