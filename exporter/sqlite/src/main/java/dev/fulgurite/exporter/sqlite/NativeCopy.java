package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library on common machines. The driver's own way is right everywhere, but
 * starts a process to learn what machine it is on, and compares its copy of the library with the
 * original byte by byte: a tenth of a second at the start of every program.
 */
final class NativeCopy {
  private static final String FOLDER = "org/sqlite/native/";

  /** False where the driver has to do it. */
  static boolean load() {
    String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    ClassLoader loader = SQLiteJDBCLoader.class.getClassLoader();
    if (resource == null
        || loader == null
        || loader != NativeCopy.class.getClassLoader() // natives are looked for by loader
        || System.getProperty("org.sqlite.lib.path") != null) {
      return false;
    }
    try (InputStream library = loader.getResourceAsStream(resource)) {
      Field extracted = SQLiteJDBCLoader.class.getDeclaredField("extracted");
      extracted.setAccessible(true);
      if (library == null || extracted.getBoolean(null)) {
        return false;
      }
      loadFrom(library);
      extracted.setBoolean(null, true);
      return true;
    } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
      return false; // the driver says what is wrong, if it fails too
    }
  }

  private static void loadFrom(InputStream library) throws IOException {
    String folder = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
    Path copy = Files.createTempFile(Path.of(folder), "fulgurite-sqlite", ".so");
    try {
      Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
      System.load(copy.toString());
    } finally {
      Files.delete(copy); // what is loaded stays loaded
    }
  }

  /** Null where it takes more than two names to know. */
  static @Nullable String resource(String system, String machine) {
    String processor =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "aarch64";
          default -> null;
        };
    if (processor == null) {
      return null;
    }
    return switch (system) {
      case "Linux" ->
          Files.exists(Path.of("/lib/ld-musl-" + processor + ".so.1"))
              ? null
              : FOLDER + "Linux/" + processor + "/libsqlitejdbc.so";
      case "Mac OS X" -> FOLDER + "Mac/" + processor + "/libsqlitejdbc.dylib";
      default -> null;
    };
  }

  private NativeCopy() {}
}
