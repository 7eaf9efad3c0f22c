package dev.fulgurite.benchmarks;

import dev.fulgurite.benchmarks.ChildProgram.Cost;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/** What an agent adds to a program: to its start, its memory, and to loading its classes. */
final class StartUpCost {
  private static final int PAIRS = 15;
  private static final String CLASSES = "5000";

  static void run(Table table) throws Exception {
    added(table, "hello world", Hello.class);
    added(table, "an empty program with one traced call, ours stored", OneCall.class);
    Pairs<Cost> loading =
        Pairs.run(
            PAIRS,
            () -> ChildProgram.run(ManyClasses.class, ChildProgram.ours(), CLASSES),
            () -> ChildProgram.run(ManyClasses.class, List.of(), CLASSES));
    table.row(
        "CPU of a program that loads 5,000 unrelated classes, against no agent",
        "ms",
        loading.medians(Cost::cpuMillis));
    Pairs<Cost> nothing =
        Pairs.run(
            PAIRS,
            () -> ChildProgram.run(ManyClasses.class, ChildProgram.ours(), "0"),
            () -> ChildProgram.run(ManyClasses.class, List.of(), "0"));
    Medians start = nothing.medians(Cost::cpuMillis);
    Medians all = loading.medians(Cost::cpuMillis);
    table.row(
        "the same without what the agent's start costs",
        "ms",
        new Medians(all.ours() - start.ours() + start.theirs(), all.theirs()));
  }

  /** Over the same program without an agent. */
  private static void added(Table table, String what, Class<?> program) throws Exception {
    Callable<Cost> plain = () -> ChildProgram.run(program, List.of());
    Pairs<Cost> base = Pairs.run(PAIRS, plain, plain);
    Pairs<Cost> agents =
        Pairs.run(
            PAIRS,
            () -> ChildProgram.run(program, ChildProgram.ours()),
            () -> ChildProgram.run(program, ChildProgram.official()));
    row(table, "wall time added to " + what, "ms", agents, base, Cost::wallMillis);
    row(table, "CPU added to " + what, "ms", agents, base, Cost::cpuMillis);
    row(table, "resident memory added to " + what, "MB", agents, base, Cost::residentMegabytes);
  }

  static void row(
      Table table,
      String what,
      String unit,
      Pairs<Cost> agents,
      Pairs<Cost> base,
      ToDoubleFunction<Cost> figure)
      throws IOException {
    Medians plain = base.medians(figure);
    double none = Math.min(plain.ours(), plain.theirs());
    Medians found = agents.medians(figure);
    table.row(what, unit, new Medians(found.ours() - none, found.theirs() - none));
  }

  private StartUpCost() {}
}
