package dev.fulgurite.exporter.sqlite;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Unpacks what zstd packed; keeps what that takes, which is more work to make. Not thread-safe. */
final class Decompressor implements AutoCloseable {
  private @Nullable ZstdDecompressCtx context;
  private @Nullable Codebook codebook;

  /** How many bytes of {@code raw} all that is left of {@code packed} fills. */
  int unpack(BytesIn packed, byte[] raw, @Nullable Codebook wanted) throws IOException {
    if (!NativeZstd.load()) {
      throw new IOException(
          "zstd's native library does not load: name a writable folder whose files may be executed"
              + " with -DZstdTempFolder=FOLDER");
    }
    boolean done = false;
    try {
      int size =
          context(wanted)
              .decompressByteArray(
                  raw, 0, raw.length, packed.array(), packed.position(), packed.left());
      done = true;
      return size;
    } catch (ZstdException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private ZstdDecompressCtx context(@Nullable Codebook wanted) {
    ZstdDecompressCtx known = context;
    if (known != null && codebook == wanted) {
      return known;
    }
    close();
    ZstdDecompressCtx made = new ZstdDecompressCtx();
    context = made;
    codebook = wanted;
    if (wanted != null) {
      made.loadDict(wanted.forReading());
    }
    return made;
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
