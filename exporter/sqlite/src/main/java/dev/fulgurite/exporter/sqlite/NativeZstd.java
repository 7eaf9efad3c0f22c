package dev.fulgurite.exporter.sqlite;

import com.github.luben.zstd.util.Native;
import org.jspecify.annotations.Nullable;

/** Loads zstd's native library, once, and says nothing where it does not load. */
final class NativeZstd {
  private static volatile @Nullable Boolean loaded;

  /** From the temp folder, else from the store's own: a temp folder may forbid execution. */
  static synchronized void load(StoreFile file) {
    if (loaded == null) {
      loaded = tryLoad(file);
    }
  }

  static boolean isLoaded() {
    return Boolean.TRUE.equals(loaded);
  }

  private static boolean tryLoad(StoreFile file) {
    try {
      Native.load();
      return true;
    } catch (LinkageError | RuntimeException e) {
      return tryLoadFromFolder(file);
    }
  }

  private static boolean tryLoadFromFolder(StoreFile file) {
    try {
      Native.load(file.folder().toFile());
      return true;
    } catch (LinkageError | RuntimeException e) {
      return false; // bodies are written with what the JDK has
    }
  }

  private NativeZstd() {}
}
