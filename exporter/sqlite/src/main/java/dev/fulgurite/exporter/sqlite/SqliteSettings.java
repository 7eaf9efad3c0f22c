package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * What tests turn and programs leave alone.
 *
 * @param busyTimeout how long to wait for another process's write
 * @param maxPages of 4 KiB that the file may have; 0 for what the disk holds
 * @param pruneStep spans removed in one transaction
 * @param fileSystemType the type of the file system that a path is on, such as {@code ext4}
 */
record SqliteSettings(
    Duration busyTimeout,
    long maxPages,
    int pruneStep,
    Function<Path, String> fileSystemType,
    Schema schema) {

  static final SqliteSettings DEFAULTS =
      new SqliteSettings(Duration.ofSeconds(5), 0, 500, SqliteSettings::typeOf, Schema.CURRENT);

  SqliteSettings withBusyTimeout(Duration timeout) {
    return new SqliteSettings(timeout, maxPages, pruneStep, fileSystemType, schema);
  }

  SqliteSettings withMaxPages(long pages) {
    return new SqliteSettings(busyTimeout, pages, pruneStep, fileSystemType, schema);
  }

  SqliteSettings withPruneStep(int spans) {
    return new SqliteSettings(busyTimeout, maxPages, spans, fileSystemType, schema);
  }

  SqliteSettings withFileSystemType(Function<Path, String> probe) {
    return new SqliteSettings(busyTimeout, maxPages, pruneStep, probe, schema);
  }

  SqliteSettings withSchema(Schema other) {
    return new SqliteSettings(busyTimeout, maxPages, pruneStep, fileSystemType, other);
  }

  private static String typeOf(Path path) {
    try {
      return Files.getFileStore(path).type();
    } catch (IOException e) {
      return ""; // the open that follows names what is wrong with the path
    }
  }
}
