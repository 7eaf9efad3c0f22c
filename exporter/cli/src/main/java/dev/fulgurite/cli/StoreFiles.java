package dev.fulgurite.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What belongs to an embedded store: its file, and what lies beside it under the file's name. */
final class StoreFiles {
  private static final List<String> ENDINGS =
      List.of("", "-wal", "-shm", "-journal", AuditFile.ENDING, ".quarantine.jsonl");

  private final List<Path> files;

  StoreFiles(Path store) {
    // Beside a link SQLite puts nothing: it goes to where the link leads.
    this.files =
        Stream.of(store, LinkedPath.end(store))
            .flatMap(file -> ENDINGS.stream().map(end -> beside(file, end)))
            .toList();
  }

  /** Whether {@code file} is one of them, by this name or another, or would become one. */
  boolean contain(Path file) {
    return files.stream().anyMatch(own -> isSame(own, file));
  }

  private static Path beside(Path store, String ending) {
    Path file = store.toAbsolutePath();
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static boolean isSame(Path own, Path file) {
    try {
      return LinkedPath.end(own).equals(LinkedPath.end(file))
          || (Files.exists(own) && Files.exists(file) && Files.isSameFile(own, file));
    } catch (IOException e) {
      return false; // nothing can be written to what cannot be looked at
    }
  }
}
