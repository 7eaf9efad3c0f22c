package dev.fulgurite.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the event bus adds to a span of the emitting thread, by JMH, beside the span's own cost. */
final class BusCost {
  private static final int PAIRS = Integer.getInteger("benchmarks.pairs", 5);

  static void run(Table table) throws Exception {
    compare(table, "span", "a span that is no event");
    compare(table, "agent", "an agent's span, two events");
    compare(table, "event", "an emitted event");
  }

  private static void compare(Table table, String benchmark, String title) throws Exception {
    add(table, benchmark, BusBenchmark.UNHEARD, title + ", nobody subscribed");
    add(table, benchmark, BusBenchmark.HEARD, title + ", one handler of any event");
  }

  /** Ours is what the bus adds, the alternative what the span costs without one. */
  private static void add(Table table, String benchmark, String bus, String title)
      throws Exception {
    Pairs<Double> pairs =
        Pairs.run(PAIRS, () -> nanos(benchmark, bus), () -> nanos(benchmark, BusBenchmark.NO_BUS));
    Medians medians = pairs.medians(nanos -> nanos);
    Medians added = new Medians(medians.ours() - medians.theirs(), medians.theirs());
    table.row("the bus adds to " + title + ", beside the span itself", "ns", added);
  }

  private static double nanos(String benchmark, String bus) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("BusBenchmark\\." + benchmark + "$")
                .param("bus", bus)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .build())
        .run()
        .iterator()
        .next()
        .getPrimaryResult()
        .getScore();
  }

  private BusCost() {}
}
