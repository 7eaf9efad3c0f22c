package dev.fulgurite.exporter.sqlite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A program of this test's class path in a JVM of its own. */
final class ChildJvm implements AutoCloseable {
  private static final int RESTRICTED_SINCE = 22;

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private ChildJvm(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Options of the JVM, then the arguments of {@code program}. */
  static ChildJvm start(Class<?> program, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= RESTRICTED_SINCE) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    if (!options.contains("-cp")) {
      command.addAll(List.of("-cp", classPath(entry -> true)));
    }
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("child", ".err");
    return new ChildJvm(new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
  }

  static String classPath(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(wanted)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The next line it prints, or null when it has ended. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** All lines until it ends. */
  List<String> readToEnd() throws IOException, InterruptedException {
    List<String> lines = output.lines().toList();
    process.waitFor(60, TimeUnit.SECONDS);
    return lines;
  }

  /** Sends it a byte, which tells it to end; all lines until it has. */
  List<String> end() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    return readToEnd();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  int exitCode() {
    return process.exitValue();
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** As {@code kill -9}; by the handle, which leaves what was printed to be read. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    kill();
    Files.deleteIfExists(errors);
  }
}
