package dev.fulgurite.exporter.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What bodies have in common, found in some of them: zstd's dictionary, which makes small blocks
 * small. Needs the native library. Thread-safe.
 */
final class Codebook {
  static final int LEVEL = 2;
  private static final int MAX_BYTES = 64 << 10;
  private static final int SAMPLES_TO_BYTES = 8;

  private final long id;
  private final byte[] data;
  private volatile boolean kept;
  private @Nullable ZstdDictCompress writing;
  private @Nullable ZstdDictDecompress reading;

  Codebook(long id, byte[] data) {
    this.id = id;
    this.data = data;
  }

  /** Takes some 100 ms of a core. Null where the samples have too little in common. */
  static @Nullable Codebook train(List<byte[]> samples) {
    long bytes = 0;
    for (byte[] sample : samples) {
      bytes += sample.length;
    }
    byte[] buffer = new byte[(int) Math.min(MAX_BYTES, bytes / SAMPLES_TO_BYTES)];
    try {
      long size = Zstd.trainFromBuffer(samples.toArray(byte[][]::new), buffer);
      if (Zstd.isError(size) || size <= 0) {
        return null;
      }
      byte[] data = Arrays.copyOf(buffer, (int) size);
      return new Codebook(Zstd.getDictIdFromDict(data), data);
    } catch (ZstdException e) {
      return null;
    }
  }

  long id() {
    return id;
  }

  byte[] data() {
    return data;
  }

  /** Whether it may be used only where it is in the file: it was, or is not to be. */
  boolean isKept() {
    return kept;
  }

  void setKept() {
    kept = true;
  }

  /** Tells two codebooks apart that have one id. */
  long crc() {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return crc.getValue();
  }

  synchronized ZstdDictCompress forWriting() {
    ZstdDictCompress made = writing;
    if (made == null) {
      made = new ZstdDictCompress(data, LEVEL);
      writing = made;
    }
    return made;
  }

  synchronized ZstdDictDecompress forReading() {
    ZstdDictDecompress made = reading;
    if (made == null) {
      made = new ZstdDictDecompress(data);
      reading = made;
    }
    return made;
  }
}
