package dev.fulgurite.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows symbolic links, to what is there and to what is not there yet. */
final class LinkedPath {
  private static final int MAX_LINKS = 40;

  /** Where {@code path} leads, whether or not there is a file. */
  static Path end(Path path) {
    Path end = path.toAbsolutePath();
    try {
      for (int links = 0; links < MAX_LINKS && Files.isSymbolicLink(end); links++) {
        end = end.resolveSibling(Files.readSymbolicLink(end));
      }
      Path folder = end.getParent();
      return folder == null ? end : folder.toRealPath().resolve(end.getFileName());
    } catch (IOException e) {
      return end.normalize(); // where it leads cannot be seen: nor can it be written to
    }
  }

  private LinkedPath() {}
}
