package dev.fulgurite.exporter.sqlite;

import com.github.luben.zstd.util.Native;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads zstd's native library, once, when somebody first needs it, and says nothing where it does
 * not load.
 */
final class NativeZstd {
  private static volatile @Nullable Path otherFolder;
  private static volatile @Nullable Boolean loaded;

  /** The temp folder may forbid execution; a store's own is the second choice. */
  static void fallBackTo(StoreFile file) {
    otherFolder = file.folder();
  }

  /** Whether zstd can be used; the first call takes some milliseconds. */
  static boolean load() {
    Boolean known = loaded;
    return known == null ? loadOnce() : known;
  }

  private static synchronized boolean loadOnce() {
    if (loaded == null) {
      loaded = tryLoad() || tryLoadFrom(otherFolder);
    }
    return Boolean.TRUE.equals(loaded);
  }

  private static boolean tryLoad() {
    try {
      Native.load();
      return true;
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }

  private static boolean tryLoadFrom(@Nullable Path folder) {
    try {
      if (folder != null) {
        Native.load(folder.toFile());
      }
      return folder != null;
    } catch (LinkageError | RuntimeException e) {
      return false; // bodies are written with what the JDK has
    }
  }

  private NativeZstd() {}
}
