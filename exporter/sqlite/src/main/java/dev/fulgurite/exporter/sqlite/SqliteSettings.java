package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * What tests turn and programs leave alone.
 *
 * @param busyTimeout how long to wait for another process's write
 * @param maxPages of 4 KiB that the file may have; 0 for what the disk holds
 * @param pruneStep spans removed in one transaction
 * @param clock tells the age of sessions
 * @param fileSystemType the type of the file system that a path is on, such as {@code ext4}
 */
record SqliteSettings(
    Duration busyTimeout,
    long maxPages,
    int pruneStep,
    Clock clock,
    Function<Path, String> fileSystemType,
    Schema schema) {

  static final SqliteSettings DEFAULTS =
      new SqliteSettings(
          Duration.ofSeconds(5), 0, 500, Clock.systemUTC(), SqliteSettings::typeOf, Schema.CURRENT);

  SqliteSettings withBusyTimeout(Duration timeout) {
    return new SqliteSettings(timeout, maxPages, pruneStep, clock, fileSystemType, schema);
  }

  SqliteSettings withMaxPages(long pages) {
    return new SqliteSettings(busyTimeout, pages, pruneStep, clock, fileSystemType, schema);
  }

  SqliteSettings withPruneStep(int spans) {
    return new SqliteSettings(busyTimeout, maxPages, spans, clock, fileSystemType, schema);
  }

  SqliteSettings withClock(Clock other) {
    return new SqliteSettings(busyTimeout, maxPages, pruneStep, other, fileSystemType, schema);
  }

  SqliteSettings withFileSystemType(Function<Path, String> probe) {
    return new SqliteSettings(busyTimeout, maxPages, pruneStep, clock, probe, schema);
  }

  SqliteSettings withSchema(Schema other) {
    return new SqliteSettings(busyTimeout, maxPages, pruneStep, clock, fileSystemType, other);
  }

  private static String typeOf(Path path) {
    try {
      return Files.getFileStore(path).type();
    } catch (IOException e) {
      return ""; // the open that follows names what is wrong with the path
    }
  }
}
