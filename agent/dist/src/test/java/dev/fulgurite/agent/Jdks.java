package dev.fulgurite.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Javas to run on: the one that runs Maven, and the one that {@code -Dsecond.java.home} or
 * {@code SECOND_JAVA_HOME} names.
 */
final class Jdks {
  static Path current() {
    return Path.of(System.getProperty("java.home"));
  }

  static Optional<Path> second() {
    String property = System.getProperty("second.java.home");
    String named = property == null ? System.getenv("SECOND_JAVA_HOME") : property;
    return Optional.ofNullable(named)
        .map(Path::of)
        .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")));
  }

  static List<Path> all() {
    return Stream.concat(Stream.of(current()), second().stream()).toList();
  }

  private Jdks() {}
}
