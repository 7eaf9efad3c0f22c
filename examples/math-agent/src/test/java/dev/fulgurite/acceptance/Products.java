package dev.fulgurite.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The jars under test, as the build made them. */
final class Products {
  static final Path AGENT = built("agent/dist/target/fulgurite-agent.jar");
  static final Path COMMAND_LINE = built("exporter/cli/target/fulgurite.jar");
  static final Path MATH_AGENT = built("examples/math-agent/target/math-agent.jar");

  /** Real data: beside the checkout, or where FULGURITE_TEST_DATA says, if there is any. */
  static final Path DATA =
      Path.of(
          Objects.requireNonNullElse(
              System.getenv("FULGURITE_TEST_DATA"), root().resolve("../shared/data").toString()));

  private static Path root() {
    return Path.of("").toAbsolutePath().getParent().getParent();
  }

  private static Path built(String path) {
    Path jar = root().resolve(path);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing: run mvn verify from the root");
    }
    return jar;
  }

  private Products() {}
}
