package dev.fulgurite.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an agent adds to the start of a program that gives it nothing to do. */
final class StartUpCost {
  private static final Path OURS = Path.of("../agent/dist/target/fulgurite-agent.jar");
  private static final Path OFFICIAL = Path.of("target/opentelemetry-javaagent.jar");

  static void run(Table table) throws Exception {
    Medians plain = Pairs.run(() -> millis(), () -> millis()).medians(millis -> millis);
    double base = Math.min(plain.ours(), plain.theirs());
    Pairs<Double> agents =
        Pairs.run(
            () -> millis("-javaagent:" + OURS, "-Dfulgurite.quiet=true") - base,
            () ->
                millis(
                        "-javaagent:" + OFFICIAL,
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none")
                    - base);
    table.row(
        "start-up added to hello world, against the OpenTelemetry agent",
        "ms",
        agents.medians(millis -> millis));
  }

  private static double millis(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", "target/classes", Hello.class.getName()));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
    return (double) TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1000;
  }

  private StartUpCost() {}
}
