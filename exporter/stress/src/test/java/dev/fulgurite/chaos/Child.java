package dev.fulgurite.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program of this class path in a JVM of its own, spoken to by lines. Dies with the test. */
final class Child implements AutoCloseable {
  private static final int RESTRICTED_SINCE = 22;
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Thread reader;
  private final PrintStream input;

  private Child(Process process, Consumer<String> lines) {
    this.process = process;
    this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.reader = new Thread(() -> read(process, lines));
    reader.start();
  }

  /** {@code lines} is told what the child prints, on a thread of its own. */
  static Child start(List<String> options, Consumer<String> lines, Class<?> program, String... args)
      throws IOException {
    return start(command(options, program, args), lines);
  }

  /** The same, in a shell that lets it write no file larger than so many blocks of 512 bytes. */
  static Child startLimited(int blocks, Consumer<String> lines, Class<?> program, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$0\" \"$@\""));
    command.addAll(command(List.of("-Xmx128m"), program, args));
    return start(command, lines);
  }

  private static Child start(List<String> command, Consumer<String> lines) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(key -> key.matches("(OTEL|FULGURITE)_.*"));
    return new Child(builder.start(), lines);
  }

  private static List<String> command(List<String> options, Class<?> program, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= RESTRICTED_SINCE) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  void say(String line) {
    input.println(line);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9}; what it had printed is read to the end. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** Returns the exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + process.info().commandLine().orElse("a child"));
    }
    reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    return process.exitValue();
  }

  private static void read(Process process, Consumer<String> lines) {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(lines);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }
}
