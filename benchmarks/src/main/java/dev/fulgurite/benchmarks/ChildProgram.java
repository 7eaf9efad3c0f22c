package dev.fulgurite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program in a JVM of its own, and what it cost. */
final class ChildProgram {
  static final Path OURS = Path.of("../agent/dist/target/fulgurite-agent.jar").toAbsolutePath();
  static final Path OFFICIAL = Path.of("target/opentelemetry-javaagent.jar").toAbsolutePath();
  private static final double MILLIS_PER_TICK = 10;

  /**
   * @param wallMillis from its start to its end
   * @param cpuMillis of the whole process, by the kernel's clock of 100 ticks a second
   * @param residentMegabytes at its end, or 0 where the program does not say it
   */
  record Cost(double wallMillis, double cpuMillis, double residentMegabytes) {}

  /** As a user would attach ours. */
  static List<String> ours() {
    return List.of("-javaagent:" + OURS, "-Dfulgurite.quiet=true");
  }

  /** The other, which sends nothing anywhere. */
  static List<String> official() {
    return List.of(
        "-javaagent:" + OFFICIAL,
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none");
  }

  /** Runs {@code main} of this module, in a folder of its own. */
  static Cost run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path folder = Files.createTempDirectory("fulgurite-benchmark");
    Path out = folder.resolve("out.txt");
    double cpu = childrensMillis();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command + "\n" + Files.readString(out));
    }
    return new Cost(millisSince(start), childrensMillis() - cpu, resident(Files.readString(out)));
  }

  /** Runs java with {@code options} until {@code done} says so, then ends it. */
  static Cost until(List<String> options, BooleanSupplier done, long limitNanos)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(options);
    Path folder = Files.createTempDirectory("fulgurite-benchmark");
    Path out = folder.resolve("out.txt");
    double cpu = childrensMillis();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    while (!done.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() - start > limitNanos) {
        process.destroyForcibly();
        throw new IllegalStateException("failed: " + command + "\n" + Files.readString(out));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    double wall = millisSince(start);
    double resident = resident(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    process.destroy();
    process.waitFor();
    return new Cost(wall, childrensMillis() - cpu, resident);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static double millisSince(long nanoTime) {
    return (double) TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanoTime) / 1000;
  }

  /** CPU of this process's children that have ended, as Linux counts it. */
  private static double childrensMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MILLIS_PER_TICK;
  }

  private static double resident(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private ChildProgram() {}
}
