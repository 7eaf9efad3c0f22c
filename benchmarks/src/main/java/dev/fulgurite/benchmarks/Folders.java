package dev.fulgurite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for the length of one run, on the disk that the build is on. */
final class Folders {
  static Path create(String name) throws IOException {
    Files.createDirectories(Path.of("target"));
    return Files.createTempDirectory(Path.of("target"), name);
  }

  /** Bytes of the files in it. */
  static long size(Path folder) throws IOException {
    long size = 0;
    for (Path file : content(folder)) {
      size += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return size;
  }

  static void delete(Path folder) throws IOException {
    for (Path file : content(folder)) {
      Files.delete(file);
    }
  }

  private static List<Path> content(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private Folders() {}
}
