package dev.fulgurite.exporter.sqlite;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/** Loads SQLite's native library, once, and says nothing on standard error. */
final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";

  /** From the temp folder, else from the store's own: a temp folder may forbid execution. */
  static synchronized void load(StoreFile file) {
    Throwable failure = NativeCopy.load() ? null : tryLoad();
    if (failure == null) {
      return;
    }
    String configured = System.getProperty(FOLDER);
    System.setProperty(FOLDER, file.folder().toString());
    try {
      if (tryLoad() == null) {
        return;
      }
    } finally {
      restore(configured);
    }
    throw file.failure(
        "cannot be opened, SQLite's native library does not load for "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ": name a writable folder whose files may be executed with -D"
            + FOLDER
            + "=FOLDER, or keep spans in memory with fulgurite.store=memory:",
        failure);
  }

  private static void restore(@Nullable String configured) {
    if (configured == null) {
      System.clearProperty(FOLDER);
    } else {
      System.setProperty(FOLDER, configured);
    }
  }

  private static @Nullable Throwable tryLoad() {
    // Without SLF4J the driver logs by java.util.logging, which prints to standard error.
    if (isSlf4jVisible()) {
      return initialize();
    }
    Logger logger = Logger.getLogger("org.sqlite.SQLiteJDBCLoader");
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      return initialize();
    } finally {
      logger.setLevel(level);
    }
  }

  private static @Nullable Throwable initialize() {
    try {
      return SQLiteJDBCLoader.initialize() ? null : new IllegalStateException("not loaded");
    } catch (Exception | UnsatisfiedLinkError e) {
      return e;
    }
  }

  private static boolean isSlf4jVisible() {
    try {
      Class.forName("org.slf4j.Logger", false, SQLiteJDBCLoader.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private NativeLibrary() {}
}
