package dev.fulgurite.benchmarks;

import dev.fulgurite.benchmarks.ChildProgram.Cost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A program without an agent, with ours and with the other, in turn: what an agent adds is told
 * within each round, so that a machine that becomes slower meanwhile does not count as an agent.
 */
final class Rounds {
  /** Runs a program with options of the JVM. */
  @FunctionalInterface
  interface Program {
    Cost run(List<String> options) throws IOException, InterruptedException;
  }

  private static final List<List<String>> AGENTS =
      List.of(List.of(), ChildProgram.ours(), ChildProgram.official());

  /** For each round the costs in the order of {@link #AGENTS}. */
  private final List<List<Cost>> rounds = new ArrayList<>();

  private Rounds() {}

  /** One round to warm up, then {@code count}, each beginning with another of the three. */
  static Rounds run(int count, Program program) throws IOException, InterruptedException {
    Rounds all = new Rounds();
    for (int round = -1; round < count; round++) {
      List<Cost> costs = new ArrayList<>(Collections.nCopies(AGENTS.size(), null));
      for (int i = 0; i < AGENTS.size(); i++) {
        int which = (round + 1 + i) % AGENTS.size();
        costs.set(which, program.run(AGENTS.get(which)));
      }
      if (round >= 0) {
        all.rounds.add(costs);
      }
    }
    return all;
  }

  void print(Table table, String what) throws IOException {
    table.row("wall time added to " + what, "ms", added(Cost::wallMillis));
    table.row("CPU added to " + what, "ms", added(Cost::cpuMillis));
    table.row("resident memory added to " + what, "MB", added(Cost::residentMegabytes));
  }

  private Medians added(ToDoubleFunction<Cost> figure) {
    return new Medians(added(figure, 1), added(figure, 2));
  }

  private double added(ToDoubleFunction<Cost> figure, int which) {
    double[] sorted =
        rounds.stream()
            .mapToDouble(
                costs ->
                    figure.applyAsDouble(costs.get(which)) - figure.applyAsDouble(costs.get(0)))
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }
}
