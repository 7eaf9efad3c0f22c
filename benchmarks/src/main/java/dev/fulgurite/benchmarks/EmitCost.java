package dev.fulgurite.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What one emit costs its thread, by JMH, each run in a JVM of its own. */
final class EmitCost {
  private record Emit(double nanos, double bytes) {}

  static void run(Table table) throws Exception {
    compare(table, "threeAttributes", EmitBenchmark.OURS, "three short attributes");
    compare(table, "message", EmitBenchmark.OURS, "and 700 characters of text");
    compare(table, "threeAttributes", EmitBenchmark.REDACTING, "three attributes, ours redacting");
    compare(table, "message", EmitBenchmark.REDACTING, "and 700 characters, ours redacting");
  }

  private static void compare(Table table, String benchmark, String ours, String title)
      throws Exception {
    Pairs<Emit> pairs =
        Pairs.run(() -> run(benchmark, ours), () -> run(benchmark, EmitBenchmark.STOCK));
    table.row("emit, 1 thread, " + title, "ns", pairs.medians(Emit::nanos));
    table.row("allocated per emit, all threads, " + title, "B", pairs.medians(Emit::bytes));
  }

  private static Emit run(String benchmark, String processor) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("EmitBenchmark\\." + benchmark + "$")
            .param("processor", processor)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    RunResult result = results.iterator().next();
    return new Emit(
        result.getPrimaryResult().getScore(),
        requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());
  }

  private EmitCost() {}
}
