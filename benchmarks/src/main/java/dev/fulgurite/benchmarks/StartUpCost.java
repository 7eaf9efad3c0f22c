package dev.fulgurite.benchmarks;

import dev.fulgurite.benchmarks.ChildProgram.Cost;
import java.util.List;

/** What an agent adds to a program: to its start, its memory, and to loading its classes. */
final class StartUpCost {
  private static final int ROUNDS = 15;
  private static final String CLASSES = "5000";

  static void run(Table table) throws Exception {
    added(table, "hello world", Hello.class);
    added(table, "an empty program with one traced call, ours stored", OneCall.class);
    Pairs<Cost> loading =
        Pairs.run(
            ROUNDS,
            () -> ChildProgram.run(ManyClasses.class, ChildProgram.ours(), CLASSES),
            () -> ChildProgram.run(ManyClasses.class, List.of(), CLASSES));
    table.row(
        "CPU of a program that loads 5,000 unrelated classes, against no agent",
        "ms",
        loading.medians(Cost::cpuMillis));
    Pairs<Cost> nothing =
        Pairs.run(
            ROUNDS,
            () -> ChildProgram.run(ManyClasses.class, ChildProgram.ours(), "0"),
            () -> ChildProgram.run(ManyClasses.class, List.of(), "0"));
    Medians start = nothing.medians(Cost::cpuMillis);
    Medians all = loading.medians(Cost::cpuMillis);
    table.row(
        "the same without what the agent's start costs",
        "ms",
        new Medians(all.ours() - start.ours() + start.theirs(), all.theirs()));
  }

  private static void added(Table table, String what, Class<?> program) throws Exception {
    Rounds rounds = Rounds.run(ROUNDS, options -> ChildProgram.run(program, options));
    rounds.print(table, what);
  }

  private StartUpCost() {}
}
