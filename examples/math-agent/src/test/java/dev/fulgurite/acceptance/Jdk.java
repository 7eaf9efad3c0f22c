package dev.fulgurite.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A JDK of this machine. */
record Jdk(Path home) {
  static final Jdk RUNNING = new Jdk(Path.of(System.getProperty("java.home")));

  /** The running one, and those of other versions that lie beside it. */
  static List<Jdk> all() {
    try (Stream<Path> beside = Files.list(RUNNING.realHome().getParent())) {
      List<Jdk> others =
          beside
              .map(Jdk::new)
              .filter(jdk -> jdk.version() >= 17 && jdk.version() != RUNNING.version())
              .toList();
      return Stream.concat(Stream.of(RUNNING), others.stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  private Path realHome() throws IOException {
    return home.toRealPath();
  }

  /** The feature version, or 0 where there is no JDK. */
  private int version() {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return "JDK " + version();
  }
}
