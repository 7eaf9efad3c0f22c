package dev.fulgurite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a call costs that the agent watches, against a span that is opened by hand. */
final class InterceptionCost {
  private static final int PAIRS = 5;

  static void run(Table table) throws Exception {
    List<Double> watched = new ArrayList<>();
    List<Double> byHand = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      String[] words = output().split(" ", -1);
      watched.add(Double.parseDouble(words[1]));
      byHand.add(Double.parseDouble(words[3]));
    }
    double ours = median(watched);
    double theirs = median(byHand);
    table.row(
        "a call of a watched method, against the same span by hand",
        "ns",
        new Medians(ours, theirs));
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  private static String output() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("fulgurite-benchmark");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ChildProgram.ours());
    command.add("-Dfulgurite.store=none");
    command.add("-Dfulgurite.instrument.methods=" + Intercepted.class.getName() + "[watched]");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Intercepted.class.getName());
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
    return text.lines().filter(line -> line.startsWith("watched ")).findFirst().orElseThrow();
  }

  private InterceptionCost() {}
}
