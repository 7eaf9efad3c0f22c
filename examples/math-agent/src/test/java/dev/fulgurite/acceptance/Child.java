package dev.fulgurite.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child JVM in a folder of its own. Not thread-safe; killed when the test closes it. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;

  private final Path folder;
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Process process;

  private Child(Path folder, Jdk jdk) {
    this.folder = folder;
    command.add(jdk.java());
  }

  static Child java(Path folder, Jdk jdk, String... arguments) {
    return new Child(folder, jdk).with(arguments);
  }

  /** The example under the agent. */
  static Child underAgent(Path folder, Jdk jdk, String... arguments) {
    return java(folder, jdk, "-javaagent:" + Products.AGENT)
        .with("-jar", Products.MATH_AGENT.toString())
        .with(arguments);
  }

  Child with(String... arguments) {
    command.addAll(Arrays.asList(arguments));
    return this;
  }

  /** Just behind {@code java}: for system properties and the like. */
  Child withOption(String option) {
    command.add(1, option);
    return this;
  }

  Child withEnvironment(String key, String value) {
    environment.put(key, value);
    return this;
  }

  Child start() {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    // What the build or its user has set must not decide the test.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.matches("(OTEL|FULGURITE|OPENAI|JAVA_TOOL|JDK_JAVA)_.*"));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String outSoFar() {
    return read("out.txt");
  }

  Run await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command);
    }
    return new Run(process.exitValue(), read("out.txt"), read("err.txt"));
  }

  Run run() throws InterruptedException {
    return start().await();
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
